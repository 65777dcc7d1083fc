/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  // Schemas of 40 rewards: shown when they are asked for.
  defaultModelsExpandDepth: 0,
  // It would send the document to a server of the library's makers.
  validatorUrl: null,
});
