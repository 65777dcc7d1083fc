/**
 * English words that say little by themselves.
 *
 * @module
 */

const groups = [
  "a an the this that these those some any each every either neither no none all both half such",
  "i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself we us our ours ourselves they them their theirs themselves one ones who whom whose which what whatever whoever someone somebody something anyone anybody anything everyone everybody everything nobody nothing",
  "am is are was were be been being have has had having do does did doing done will would shall should can could may might must ought",
  "i'm you're he's she's it's we're they're i've you've we've they've i'll you'll he'll she'll it'll we'll they'll i'd you'd he'd she'd we'd they'd that's there's here's what's who's let's",
  "isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't won't wouldn't shan't shouldn't can't cannot couldn't mustn't not nor",
  "and but or so yet if unless until till while whereas because since although though than as whether",
  "about above across after against along among around at before behind below beneath beside besides between beyond by down during except for from in inside into like near of off on onto out outside over past per through throughout to toward towards under up upon via with within without",
  "also again already always even ever here there how just more most much many less least few only other others another own same still then thus too very when whenever where wherever why however therefore",
];

export const functionWords: ReadonlySet<string> = new Set(groups.flatMap((group) => group.split(" ")));
