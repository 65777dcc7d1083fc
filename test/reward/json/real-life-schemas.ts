/** Schemas such as people send, with what each is about. */
export const realLifeSchemas: Readonly<Record<string, object>> = {
  person: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Person",
    type: "object",
    properties: {
      firstName: { type: "string", description: "The person's first name.", minLength: 1 },
      lastName: { type: "string", minLength: 1 },
      age: { description: "In years.", type: "integer", minimum: 0, maximum: 130 },
      email: { type: "string", format: "email" },
    },
    required: ["firstName", "lastName", "age"],
    additionalProperties: false,
  },
  invoice: {
    type: "object",
    properties: {
      number: { type: "string", pattern: "^INV-\\d{4}-\\d{4}$" },
      date: { type: "string", format: "date" },
      currency: { enum: ["EUR", "USD", "GBP", "CHF"] },
      lines: {
        type: "array",
        minItems: 1,
        maxItems: 20,
        items: {
          type: "object",
          properties: {
            description: { type: "string", maxLength: 80 },
            quantity: { type: "integer", minimum: 1 },
            unit_price: { type: "number", minimum: 0, multipleOf: 0.01 },
            vat_rate: { enum: [0, 0.07, 0.19] },
          },
          required: ["description", "quantity", "unit_price"],
          additionalProperties: false,
        },
      },
      total: { type: "number", minimum: 0, multipleOf: 0.01 },
      paid: { type: "boolean", default: false },
    },
    required: ["number", "date", "currency", "lines", "total"],
    additionalProperties: false,
  },
  address: {
    type: "object",
    properties: {
      post_office_box: { type: "string" },
      street_address: { type: "string" },
      locality: { type: "string" },
      region: { type: "string" },
      postal_code: { type: "string", pattern: "^[0-9]{5}(-[0-9]{4})?$" },
      country_name: { type: "string" },
    },
    required: ["locality", "region", "country_name"],
    dependentRequired: { post_office_box: ["street_address"] },
  },
  event: {
    type: "object",
    properties: {
      title: { type: "string", minLength: 1, maxLength: 60 },
      start: { type: "string", format: "date-time" },
      duration: { type: "string", format: "duration" },
      location: { anyOf: [{ type: "string" }, { type: "null" }] },
      attendees: {
        type: "array",
        items: { type: "string", format: "email" },
        uniqueItems: true,
        maxItems: 10,
      },
    },
    required: ["title", "start", "location"],
    additionalProperties: false,
  },
  toolCall: {
    type: "object",
    oneOf: [
      {
        properties: {
          tool: { const: "search" },
          arguments: {
            type: "object",
            properties: {
              query: { type: "string", minLength: 1 },
              limit: { type: "integer", minimum: 1, maximum: 50 },
            },
            required: ["query"],
            additionalProperties: false,
          },
        },
        required: ["tool", "arguments"],
        additionalProperties: false,
      },
      {
        properties: {
          tool: { const: "calculator" },
          arguments: {
            type: "object",
            properties: {
              operator: { enum: ["+", "-", "*", "/"] },
              operands: { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 },
            },
            required: ["operator", "operands"],
            additionalProperties: false,
          },
        },
        required: ["tool", "arguments"],
        additionalProperties: false,
      },
    ],
  },
  functionCalls: {
    type: "array",
    items: {
      type: "object",
      properties: {
        name: { enum: ["get_weather", "get_time", "send_mail"] },
        arguments: { type: "object" },
      },
      required: ["name", "arguments"],
      additionalProperties: false,
    },
    minItems: 1,
    maxItems: 4,
  },
  classification: {
    type: "object",
    properties: {
      label: { type: "string", enum: ["positive", "neutral", "negative"] },
      confidence: { type: "number", minimum: 0, maximum: 1 },
      reasons: { type: "array", items: { type: "string", maxLength: 120 }, maxItems: 3 },
    },
    required: ["label", "confidence"],
    additionalProperties: false,
  },
  labels: {
    type: "array",
    items: { enum: ["bug", "feature", "question", "docs", "wontfix"] },
    uniqueItems: true,
    minItems: 1,
    maxItems: 3,
  },
  recipe: {
    type: "object",
    properties: {
      name: { type: "string", minLength: 1 },
      servings: { type: "integer", exclusiveMinimum: 0, maximum: 24 },
      ingredients: {
        type: "array",
        items: {
          type: "object",
          properties: {
            name: { type: "string" },
            amount: { type: "number", exclusiveMinimum: 0 },
            unit: { enum: ["g", "ml", "piece", "spoon"] },
          },
          required: ["name", "amount", "unit"],
        },
        minItems: 1,
      },
      steps: { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 },
      vegetarian: { type: "boolean" },
    },
    required: ["name", "ingredients", "steps"],
  },
  pet: {
    $defs: {
      Category: { type: "object", properties: { id: { type: "integer" }, name: { type: "string" } } },
      Tag: { type: "object", properties: { id: { type: "integer" }, name: { type: "string" } } },
    },
    type: "object",
    properties: {
      id: { type: "integer", minimum: 1 },
      name: { type: "string", examples: ["doggie"] },
      category: { $ref: "#/$defs/Category" },
      photoUrls: { type: "array", items: { type: "string", format: "uri" } },
      tags: { type: "array", items: { $ref: "#/$defs/Tag" } },
      status: {
        type: "string",
        enum: ["available", "pending", "sold"],
        description: "pet status in the store",
      },
    },
    required: ["name", "photoUrls"],
  },
  tree: {
    $defs: {
      node: {
        type: "object",
        properties: {
          value: { type: "string" },
          children: { type: "array", items: { $ref: "#/$defs/node" } },
        },
        required: ["value", "children"],
        additionalProperties: false,
      },
    },
    $ref: "#/$defs/node",
  },
  expression: {
    $defs: {
      expression: {
        oneOf: [
          { type: "number" },
          {
            type: "object",
            properties: {
              op: { enum: ["add", "mul"] },
              left: { $ref: "#/$defs/expression" },
              right: { $ref: "#/$defs/expression" },
            },
            required: ["op", "left", "right"],
            additionalProperties: false,
          },
        ],
      },
    },
    $ref: "#/$defs/expression",
  },
  linkedList: {
    type: "object",
    properties: { value: { type: "integer" }, next: { anyOf: [{ $ref: "#" }, { type: "null" }] } },
    required: ["value", "next"],
    additionalProperties: false,
  },
  products: {
    type: "array",
    items: {
      type: "object",
      properties: {
        sku: { type: "string", pattern: "^[A-Z]{3}-[0-9]{3,6}$" },
        name: { type: "string", minLength: 1, maxLength: 50 },
        price: { type: "number", exclusiveMinimum: 0, maximum: 100000, multipleOf: 0.01 },
        tags: { type: "array", items: { type: "string" }, uniqueItems: true },
        dimensions: {
          type: "object",
          properties: { length: { type: "number" }, width: { type: "number" }, height: { type: "number" } },
          required: ["length", "width", "height"],
        },
      },
      required: ["sku", "name", "price"],
    },
  },
  weather: {
    type: "object",
    properties: {
      city: { type: "string" },
      temperature: { type: "number", minimum: -90, maximum: 60 },
      unit: { const: "C" },
      conditions: {
        type: "array",
        items: { enum: ["sun", "clouds", "rain", "snow", "wind", "fog"] },
        minItems: 1,
      },
      wind: {
        type: "object",
        properties: {
          speed: { type: "number", minimum: 0 },
          direction: { enum: ["N", "NE", "E", "SE", "S", "SW", "W", "NW"] },
        },
        required: ["speed"],
        additionalProperties: false,
      },
    },
    required: ["city", "temperature", "unit", "conditions"],
    additionalProperties: false,
  },
  config: {
    $schema: "http://json-schema.org/draft-07/schema#",
    definitions: {
      port: { type: "integer", minimum: 1, maximum: 65535 },
      level: { enum: ["debug", "info", "warn", "error"] },
    },
    type: "object",
    properties: {
      server: {
        type: "object",
        properties: { host: { type: "string", format: "hostname" }, port: { $ref: "#/definitions/port" } },
        required: ["host", "port"],
        additionalProperties: false,
      },
      log: {
        type: "object",
        properties: { level: { $ref: "#/definitions/level" }, file: { type: ["string", "null"] } },
      },
      features: { type: "object", additionalProperties: { type: "boolean" } },
    },
    required: ["server"],
    additionalProperties: false,
  },
  environment: {
    type: "object",
    propertyNames: { pattern: "^[A-Z_][A-Z0-9_]*$" },
    additionalProperties: { type: "string" },
    minProperties: 1,
  },
  geometry: {
    $defs: {
      position: { type: "array", items: { type: "number" }, minItems: 2, maxItems: 3 },
    },
    oneOf: [
      {
        type: "object",
        properties: { type: { const: "Point" }, coordinates: { $ref: "#/$defs/position" } },
        required: ["type", "coordinates"],
      },
      {
        type: "object",
        properties: {
          type: { const: "LineString" },
          coordinates: { type: "array", items: { $ref: "#/$defs/position" }, minItems: 2 },
        },
        required: ["type", "coordinates"],
      },
      {
        type: "object",
        properties: {
          type: { const: "Polygon" },
          coordinates: {
            type: "array",
            items: { type: "array", items: { $ref: "#/$defs/position" }, minItems: 4 },
          },
        },
        required: ["type", "coordinates"],
      },
    ],
  },
  place: {
    type: "object",
    properties: {
      latitude: { type: "number", minimum: -90, maximum: 90 },
      longitude: { type: "number", minimum: -180, maximum: 180 },
    },
    required: ["latitude", "longitude"],
    additionalProperties: false,
  },
  chessMove: {
    type: "object",
    properties: {
      from: { type: "string", pattern: "^[a-h][1-8]$" },
      to: { type: "string", pattern: "^[a-h][1-8]$" },
      promotion: { enum: ["q", "r", "b", "n", null] },
    },
    required: ["from", "to"],
    additionalProperties: false,
  },
  colour: {
    oneOf: [
      { type: "string", pattern: "^#[0-9a-f]{6}$" },
      {
        type: "array",
        prefixItems: [
          { type: "integer", minimum: 0, maximum: 255 },
          { type: "integer", minimum: 0, maximum: 255 },
          { type: "integer", minimum: 0, maximum: 255 },
        ],
        items: false,
        minItems: 3,
      },
    ],
  },
  quiz: {
    type: "object",
    properties: {
      question: { type: "string", minLength: 10, maxLength: 200 },
      options: {
        type: "array",
        items: { type: "string", minLength: 1 },
        minItems: 4,
        maxItems: 4,
        uniqueItems: true,
      },
      answer: { type: "integer", minimum: 0, maximum: 3 },
    },
    required: ["question", "options", "answer"],
    additionalProperties: false,
  },
  entities: {
    type: "object",
    properties: {
      entities: {
        type: "array",
        items: {
          type: "object",
          properties: {
            text: { type: "string", minLength: 1 },
            kind: { enum: ["person", "place", "organisation", "date"] },
            start: { type: "integer", minimum: 0 },
            end: { type: "integer", minimum: 0 },
          },
          required: ["text", "kind"],
          additionalProperties: false,
        },
        maxItems: 12,
      },
    },
    required: ["entities"],
    additionalProperties: false,
  },
  payment: {
    type: "object",
    properties: {
      method: { enum: ["card", "iban", "cash"] },
      amount: { type: "number", exclusiveMinimum: 0 },
    },
    required: ["method", "amount"],
    allOf: [
      {
        if: { properties: { method: { const: "card" } } },
        // biome-ignore lint/suspicious/noThenProperty: that is what JSON Schema calls it
        then: { properties: { card: { type: "string", pattern: "^\\d{16}$" } }, required: ["card"] },
      },
      {
        if: { properties: { method: { const: "iban" } } },
        // biome-ignore lint/suspicious/noThenProperty: that is what JSON Schema calls it
        then: { properties: { iban: { type: "string", pattern: "^[A-Z]{2}\\d{20}$" } }, required: ["iban"] },
      },
    ],
  },
  employee: {
    $defs: {
      person: {
        type: "object",
        properties: { name: { type: "string" }, born: { type: "string", format: "date" } },
        required: ["name"],
      },
    },
    allOf: [
      { $ref: "#/$defs/person" },
      {
        properties: { salary: { type: "number", minimum: 0 }, manager: { type: "boolean" } },
        required: ["salary"],
      },
    ],
    unevaluatedProperties: false,
  },
  openApiOperation: {
    type: "object",
    properties: {
      path: { type: "string", pattern: "^/" },
      method: { enum: ["get", "put", "post", "delete", "patch"] },
      parameters: {
        type: "array",
        items: {
          type: "object",
          properties: {
            name: { type: "string" },
            in: { enum: ["query", "header", "path", "cookie"] },
            required: { type: "boolean" },
          },
          required: ["name", "in"],
          if: { properties: { in: { const: "path" } } },
          // biome-ignore lint/suspicious/noThenProperty: that is what JSON Schema calls it
          then: { properties: { required: { const: true } }, required: ["required"] },
        },
      },
      responses: {
        type: "object",
        patternProperties: {
          "^[1-5][0-9X]{2}$": {
            type: "object",
            properties: { description: { type: "string" } },
            required: ["description"],
          },
        },
        additionalProperties: false,
        minProperties: 1,
      },
    },
    required: ["path", "method", "responses"],
    additionalProperties: false,
  },
  package: {
    type: "object",
    properties: {
      name: { type: "string", pattern: "^[a-z0-9-]+$", maxLength: 40 },
      version: { type: "string", pattern: "^\\d+\\.\\d+\\.\\d+$" },
      license: { enum: ["MIT", "Apache-2.0", "ISC"] },
      dependencies: { type: "object", additionalProperties: { type: "string", pattern: "^[~^]?\\d" } },
    },
    required: ["name", "version"],
    patternProperties: { "^x-": true },
    additionalProperties: false,
  },
  review: {
    type: "object",
    properties: {
      stars: { type: "integer", enum: [1, 2, 3, 4, 5] },
      summary: { type: "string", minLength: 1, maxLength: 100 },
      pros: { type: "array", items: { type: "string" }, maxItems: 5 },
      cons: { type: "array", items: { type: "string" }, maxItems: 5 },
      verified: { const: true },
    },
    required: ["stars", "summary", "verified"],
    additionalProperties: false,
  },
  table: {
    type: "object",
    properties: {
      columns: {
        type: "array",
        items: { type: "string", minLength: 1 },
        minItems: 1,
        maxItems: 4,
        uniqueItems: true,
      },
      rows: {
        type: "array",
        items: {
          type: "array",
          items: { type: ["string", "number", "boolean", "null"] },
          minItems: 1,
          maxItems: 4,
        },
      },
    },
    required: ["columns", "rows"],
    additionalProperties: false,
  },
  statusMessage: {
    anyOf: [
      {
        type: "object",
        properties: { ok: { const: true }, data: {} },
        required: ["ok", "data"],
        additionalProperties: false,
      },
      {
        type: "object",
        properties: {
          ok: { const: false },
          error: {
            type: "object",
            properties: {
              code: { type: "integer", minimum: 400, maximum: 599 },
              message: { type: "string" },
            },
            required: ["code", "message"],
            additionalProperties: false,
          },
        },
        required: ["ok", "error"],
        additionalProperties: false,
      },
    ],
  },
  timetable: {
    type: "object",
    properties: Object.fromEntries(
      ["monday", "tuesday", "wednesday", "thursday", "friday"].map((day) => [
        day,
        {
          type: "array",
          items: {
            type: "object",
            properties: { at: { type: "string", format: "time" }, subject: { type: "string" } },
            required: ["at", "subject"],
          },
        },
      ]),
    ),
    additionalProperties: false,
    minProperties: 1,
  },
  session: {
    type: "object",
    properties: {
      id: { type: "string", format: "uuid" },
      address: {
        anyOf: [
          { type: "string", format: "ipv4" },
          { type: "string", format: "ipv6" },
        ],
      },
      roles: {
        type: "array",
        items: { enum: ["reader", "writer", "owner"] },
        contains: { const: "reader" },
        minItems: 1,
        maxItems: 3,
      },
    },
    required: ["id", "address", "roles"],
    additionalProperties: false,
  },
};
