"""English words that ask for nothing that moves: politeness, what is in pictures, and what Vivant cannot do yet.

They keep an ordinary sentence from being taken for an unknown wish, and an unknown wish from being taken for an
ordinary sentence. No rules here (reading.py).
"""

from __future__ import annotations

FILLER = """
keep the camera steady|steady camera|steady shot|camera steady|visible|clear|clearly|wide|tall|to reveal|revealing
in order to reveal|to show|showing|after|please|could you|can you|would you|i'd like|i would like|i want
nicely|meh|ngl|tbh|imo|imho|btw|fyi|lol|lmao
i want you to|i need|we want|we need|give me|show me|just|kind of|sort of|really|very|so|quite|rather|some|any|maybe
perhaps|if possible|if you can|thanks|thank you|cheers|hi|hello|hey|ok|okay|yes|let's|lets|try|try to|to|be|is|are
it|this|that|these|those|which|there|here|will|would|could|may|might|can|i|me|we|us|you|my|your|our|he|she|they|them
him|her|his|its|their|the|a|an|one|only|even|too|again|still photo|still picture|still image|make it|make this
make me|make a|make this photo|make my photo|make the photo|turn this into|turn it into|turn into|turn this
turn this photo into|turn my photo into|convert|transform|into a video|into video|to video|make a video
create a video|animate|animate this|animate it|animate the photo|animate this photo|animate my photo|come alive
come to life|bring to life|bring it to life|bring this photo to life|bring this to life|bring this picture to life
alive|life|to life|make it move|make this move|make it alive|make the photo move|make the picture move
make this photo move|make it come alive|something|anything|whatever|surprise me|a nice|nice|beautiful|beautifully
lovely|good|cool|awesome|amazing|wonderful|pretty|great looking|stunning|perfect|perfectly|fine|cinematic
cinematically|movie like|filmic|professional|professionally|stylish|interesting|simple|simply|creative|fancy
elegant look|effect|effects|style|look|feel|feeling|vibe|mood|atmosphere|touch|way|manner|kind|type|version|thing
stuff|result|output|shot|shots|take|scene|sequence|clip|clips|video|videos|movie|film|footage|gif|animation|animated
mp4|recording|teaser|trailer|duration|length|time|lasting|last|lasts|long|takes|total|in total|overall|about
around about|approximately|roughly|at least|at most|exactly|up to|around|almost|nearly|over the course of|within|in
on|at|of|for|from|by|onto|over|under|above|below|behind|between|through|across from|near|beside|next to|inside
outside|against|off|up to the|against the|out|along|beyond|via|per|than|like|fps|frame rate|framerate
frames per second|resolution|aspect|ratio|aspect ratio|format|orientation|mode|size|quality|speed|pace|tempo|rate
dimension|dimensions|shape|screen|display|px|pixel|pixels|amount|strength|intensity|second|seconds|minute|minutes
frame|frames|camera|cam|lens|view|viewpoint|point of view|perspective|angle|viewer|drone|steadicam|gimbal|dslr
operator|camera angle|eye|eyes level|camera movement|camera motion|camera work|camerawork
cinematography|moves|movements|motion|movement|move it|effectively|well|better|best|possible|no longer than
not longer than|no more than|not more than|max|maximum|or less|want|love|need|prefer
think|wish|hope|see|feel free|do|does|doing|done|did|use|used|work|go ahead|go for|happen|happens|as|such|same|other
another|each|every|everything|all|both|own|self|itself|myself|also|now|today|right now|soon|already|always|often
sometimes|ever|once more|quick question|actually|basically|who|what|where|why|how|because|since|so that|in order to
such as|for example|e g|i e|etc|and so on|that is|if|whether|else|until|end|ending|start|beginning|middle|part
portion|rest|whole|entire|full|complete|completely|entirely|totally|fully|half|level|based on|inspired by
according to|given|image to video|photo to video|picture to video|prompt|request|idea|suggestion|job|task|vivant|ai
app|tool|social media|post|share|upload|website|web|online|client|friend|family album|intro|outro|hero|banner
background image|surprise|choose|pick|decide|automatic|automatically|auto|best move|your choice|up to you
default settings|appropriate|suitable|fitting|continuous|continuously|single|one take|oner|uninterrupted|pure|plain
mostly|mainly|slightly then|more like|enough|focus|focusing|focused|centered|centred|center|centre|on the subject
emphasize|emphasise|emphasis|highlight|attention|draw attention|sense|depth|dimensionality|realistic|realistically
real|true|authentic|believable|immersive|hypnotic|mysterious|romantic|nostalgic|happy|sad|moody
atmospheric|ethereal|magical|serene|poetic|emotional|luxurious|premium|modern|vintage feel|classic|clean|fresh
warm feeling|that's|it's|there's|here's|i'm|i've|we're|you're|let|were|was|been|being|am|had|get|got|become|becomes
seem|seems|appear|appears|a lot of|bunch|couple|few|many|several|lots|two|three|times|first time|please do|do it
do this|do that|go|help|assist|guide|toward me|wait|hmm|uh|um|oh|well then|anyway|whatever you like|easing|eased
nothing fancy|nothing else|nothing|no problem|no worries|not sure|i guess|looks|looking|sounds|good enough
hd quality|4k quality|high quality|quality video|sharp|crisp|detailed|keep it|keep it simple|keep going|instead
every few seconds|every now and then|from time to time|now and then|know|you know|i mean|somebody|someone|anybody
mind|would you mind|do you mind|i'd|i'd love|usual|as usual|usually|than usual|than normal|webm|mov|mkv|avi|webp|idle
one stop|two stops|a stop|expose|expose it|by the way|btw|export|exported|render|rendered|save
download|deliver|encode|red hot|ahead|whole thing|the whole thing
the same move|same move|the same move on all of them|the same on all|on all of them|for all of them|in all of them
on everything|across everything|like before|as before
whatsoever|up close|popping|popping up|pops up|bit|bit of|otherwise|apart from that|other than that|besides
besides that|aside from that|that aside|honestly|ideally
hopefully|obviously|frankly|btw|lol|haha|omg|pls|plz|plss|thx|ty|tho|cos|cuz|gonna|wanna
gotta
kinda|sorta|yeah|yep|nope|you guys|folks|dude|mate|right|if you will|if that's possible|if that's ok|if that works
if you like|if you don't mind|when you get a chance|really want|super|totally|just a bit|at your discretion
up to your taste|your best|do your magic|work your magic|that would be great|would be great|would be nice
would be lovely
would be cool|would be perfect|much appreciated|in advance|asap|quick one|here you go|here goes|sunday|monday|tuesday
wednesday|thursday|friday|saturday|weekend|january|february|march|april|june|july|august|september|october|november
december|tonight|yesterday|tomorrow|last year|years ago|back then|somehow|altogether|overall feel|in general|generally
heavier and heavier|thicker and thicker|stronger and stronger|more and more|idk|tbh|ngl|imo|fyi|classy|tasteful
as hell|imagine|pretend|yum|yay|woohoo|whoa|phew|oops|aww|ooh
can't stand|landing page|header|newsletter|brochure|flyer|catalogue
drops|droplets|portfolio|listing|fun|cute|adorable|flashy|exciting|engaging|eye catching|catchy|wow|special|unique
charming|appealing|attractive|inviting
welcoming|friendly|sleek|slick|polished|tasty|delicious|yummy|appetizing|appetising|mouthwatering|expensive|memorable
meaningful|heartfelt|personal|artsy|artistic|trendy|edgy|boring|ordinary|proper|decent|awesome looking|fresh looking
"""

NOUNS = """
form|forms|shall|event|events|width|block|blocks|flush|trace|charge|reset|related|built|literal|literally|skill
whose|grant|draft|possibly|timer|stated|alone|among|likely|states|packed|blank|retry|resolve|slope|slopes|slash
naive|trick|shown|spill|clone|sleep|sleeping|asleep|risks|death|breach|torch|warp|chance|newer|formal|trunk|trunks
crank|crate|crave|sling|sting|stray|swarm|shelf|snake|snakes|stake|shark|quilt|quack|quirk|sweet|sweets|shower|dolls
doll|folly|flood|fleet|glade|pedal|carve|curse|rabid|smell|stall|bubble|quote|lodge|loose|goose|moose|roost|boots
panda|pants|panel|penguin|tulip|tulips|rollers|float plane|creek|creel|press|posh|bush|puff|pulp|pump|pearl|pullover
polo|poll|pond|pole|role|mole|hole|hive|hovel|oven|cover|lower part|tower|towers|powder|dress up|drill|driftwood
weaver|beaver|river bank|reed|reeds|deed|seed|seeds|speech|spade|swan|swans|stable horse|heap|leaf|loaf|goat|boat
coat|coast|toast|roast|crowd|crow|crows|frost|front door|trail|train|tray|rail|sail boat|snail|mail|pail|pain|paint
plain|plains|plane|planet|subject|person|people|man|men|woman|women|girl|boy|child|kid|children|kids|baby|lady|guy
couple|family|grandma|grandmother|grandpa|grandfather|mother|mom|mum|father|dad|sister|brother|daughter|son|wife
husband|bride|groom|friend|friends|portrait|face|faces|eye|eyes|hair|hand|hands|head|body|smile|model|actor|dancer
soldier|astronaut|athlete|figure|character|cat|kitten|dog|puppy|horse|bird|birds|parrot|owl|fish|lion|tiger|bear
elephant|rabbit|fox|deer|cow|sheep|wolf|butterfly|bee|animal|pet|house|home|building|buildings|church|castle|temple
cathedral|bridge|street|road|path|city|town|village|skyline|skyscraper|lighthouse|fence|wall|door|window|roof|room
kitchen|garden|park|yard|market|shop|station|stadium|monument|statue|sculpture|museum|mountain|mountains|hill|hills
valley|canyon|cliff|rock|rocks|desert|dune|forest|wood|woods|tree|trees|leaves|grass|field|meadow|flower|flowers
rose|plant|plants|sky|cloud|clouds|sun|sunset|sunrise|moon|star|stars|night|day|morning|evening|horizon|dawn|dusk
lake|river|sea|ocean|beach|shore|island|water|wave|waves|waterfall|pool|snow|ice|glacier|fog|mist|rain|storm|light
lights|shadow|reflection|car|cars|truck|bus|bike|bicycle|motorbike|motorcycle|motocross|ship|airplane|rocket|vehicle
wheel|table|chair|desk|lamp|book|books|cup|coffee|tea|glass|bottle|plate|bowl|food|cake|fruit|apple|bread|dish|meal
drink|wine|bag|shoe|shoes|dress|shirt|jacket|hat|cap|caps|suit|watch|ring|jewelry|phone|computer|laptop|keyboard
product|logo|object|objects|item|box|toy|ball|photo|photos|photograph|picture|pictures|image|images|painting|drawing
illustration|artwork|art|sketch|cartoon|anime|comic|poster|map|document|page|texture|pattern|mural|still life
ceramics|background|foreground|midground|layer|layers|scenery|panorama photo|selfie|snapshot|snow photo|detail
details|corner|edge|edges|side|surface|top|bottom|center|object of interest|main subject|main object|place|close up
closeup|close ups|wide shot|wide angle|bokeh|shallow depth of field|silhouette|composition|world|earth|space|galaxy
nature|old|young|new|small one|tall|little one|red|blue|green|yellow|white|black|brown|grey|gray|orange|pink|purple
gold|golden|silver|dark|bright|colorful|colourful|wooden|stone|ancient|snowy|rainy|foggy|misty|cloudy|sunny|stormy
sandy|rocky|green field|busy|empty|famous|sitting|standing|wearing|holding|smiling|parked|lying|located|surrounded
covered|taken|shot of|called|named|seen|facing|reading|crane bird|frying pan|swing set|house boat|hours|horses|squad
store|might|sight|tight|fight|lamps|board|plan|plans|round table|saying|says|said|say|grave|brave|shade|share|shame
shave|spot|steep|stead|brook|frill|print|sprint|string|swine|white house|write|tile|title page|clown|crown|loan|lead
jewellery|earrings|earring|necklace|bracelet|perfume|lipstick|candle|candles|vase|sofa|couch|carpet|rug|curtain|shelves
fireplace|stairs|staircase|hallway|hall|balcony|terrace|patio|porch|garage|driveway|attic|bedroom|bathroom|office|studio
gate|entrance|facade|chimney|courtyard|fountain|bench|playground|swing set|sandcastle|tent|caravan|campsite|backpack
suitcase|passport|airport|harbour|harbor|port|pier|dock|marina|cruise|canoe|kayak|surfboard|skis|sledge|sled|snowman
pillow|blanket|pram|stroller|crib|cradle|teddy|doll|puzzle|balloon|balloons|gift|gifts|present|presents
teacher|pupil|pupils|student|students|class|classroom|blackboard|whiteboard|globe|skeleton|dinosaur|dinosaurs|volcano
volcanoes|planet|planets|comet|telescope|microscope|pyramid|pyramids|ruin|ruins|pillar|pillars|column|columns|knight
dragon|wizard|warrior|sword|shield|armour|armor|spaceship|robot|robots|alien|monster|ghost|dungeon
portal|potion|treasure
burger|pizza|steak|salad|soup|sushi|noodles|pasta|cheese|chocolate|cookie|cookies|croissant|pancakes|beer|cocktail
juice|lemonade|pan|pot|grill|barbecue|stove|oven door|bakery|restaurant|cafe|pub|hotel|lobby|reception|spa
sneaker|sneakers|boot|handbag|purse|wallet|sunglasses|glasses|scarf|gloves|belt|sweater|hoodie|jeans|skirt|blouse
lavender|sunflower|sunflowers|tulip field|poppy|poppies|cactus|orchid|daisy|daisies|vineyard|orchard|barn|tractor|farm
squirrel|hedgehog|penguins|seagull|seagulls|pigeon|dolphin|whale|turtle|hamster|guinea pig|pony|foal|lamb|chick|hen
guest|guests|crowd of people|band|choir|priest|best man|bridesmaid|bridesmaids|veil|bouquet|ring box|altar|aisle
wedding|ceiling|clothing|king|queen|wing|wings|string|earring|railing|lining|icing|pudding|seedling|sibling|siblings
duckling|ducklings|building site|ring|thing|alley|alleyway|lane|cabin|cottage|hut|noon|midday|afternoon|tourist|tourists
grandson|granddaughter|grandparents|granny|nana|nan|papa|dad's|aunt|uncle|cousin|cousins|toddler|newborn|twins|teenager
neighbour|neighbor|colleague|boss|customer|customers|chef|waiter|barista|musician|singer|drummer|guitarist|guitar player
rider|cyclist|surfer|skier|climber|hiker|runner|fisherman|sailor|pilot|priestess|princess|prince|elf|fairy tale castle
headphones|vinyl|record|album|cover|album cover|cover art|single cover|sleeve art|mug|teapot|kettle|jar|tin|candlestick
alley cat|labrador|retriever|golden retriever|poodle|spaniel|terrier|dachshund|corgi|husky|collie|beagle|bulldog|tabby
chihuahua|goldfish|aquarium|lizard|frog|toad|bunny|kittens|puppies|mare|stallion|donkey|llama|alpaca|giraffe|zebra
monkey
village square|plaza|piazza|boulevard|avenue|canal boat|windmill|barn door|farmhouse|chalet|villa|mansion|palace|ruins
lighthouse keeper|cliffs|peak|peaks|summit|ridge|glen|fjords|savanna|jungle temple|oasis|reef|coral|cove|beach hut
palm beach
leap|lean|lap|port|sport|fort|pot|pit|pin|zoo|oil|toll|bull|pill|mill|milk|silk|tale
"""

CANNOT = """
play it in reverse|in reverse|reversed|play in reverse|play backwards|in slow reverse|make her smile|make him smile
make it smile|make them smile|start smiling|make me smile|smiling more|snow|snowing|snowfall|snowflake|snowflakes
falling snow|rain|raining|rainfall|raindrops|drizzle|hail|lightning|thunder|storm|fog|mist|haze|smoke|fire|flames
burning|sparks|sparkle|sparkles|sparkling|glitter|dust|dust particles|particles|particle|embers|bubbles|confetti
petals|falling leaves|fireflies|stars twinkling|twinkle|twinkling|fireworks|explosion|aurora|rainbow|god rays
sun rays|light rays|light leak|light leaks|lens flare|flare|glow|glowing|bloom|vignette|film grain|grain|glitch|vhs
scanlines|scratches|music|song|soundtrack|sound|sounds|audio|sfx|voice|voiceover|voice over|narration|narrate|speech
beat|beats|melody|piano|guitar|sing|title|titles|subtitle|subtitles|caption|captions|text|lettering|watermark
credits|typography|logo animation|emoji|sticker|stickers|color grade|colour grade|color grading|colour grading|grade
grading|warmer|cooler|saturation|saturated|contrast|brightness|brighter|darker|sepia|black and white|b&w|monochrome
desaturate|vintage filter|filter|filters|lut|exposure|color|colors|colour|colours|hue|walk|walking|run|running|jump
jumping|dance|dancing|blink|blinking|wink|talk|talking|speak|speaking|laugh|laughing|nod|nodding|wave his hand
wave her hand|waving|wag|wagging|gallop|galloping|sneeze|yawn|cry|crying|flap|flapping|swim|swimming|open her eyes
open its eyes|close her eyes|turn her head|turn his head|turn its head|move her head|move his head|kiss|hug|drink
eat|eating|drive|driving|wind|windy|breeze|blow|blowing|flutter|fluttering|wave in the wind|ripple|ripples|rippling
flow|flowing water|water flow|waves crashing|crash|crashing|splash|splashing|boil|steam|steaming|grow|growing
bloom flowers|morph|morphing|transition|transitions|crossfade|cross fade|fade in|fade out|fade|dissolve|wipe|cut to
slideshow|split screen|picture in picture|green screen|chroma key|remove the background|remove background
replace the background|change the background|new background|background removal|upscale|restore|restoration|colorize
colourize|denoise|sharpen|retouch|inpaint|outpaint|day to night|night to day|time lapse|timelapse|hyperlapse|relight
relighting|flicker|flickering|strobe|flash|flashing|melt|melting|dissolving|disappear|vanish|transform into|appear
turn into a|turn it into a|style transfer|oil painting|watercolor style|pixar style|anime style|ghibli|lip sync
deepfake|shadow moving|light up|lights up|turn on the lights|drop shadow|frame border|border|borders|rounded corners
tilt shift|fisheye|fish eye|lens distortion|chromatic aberration|motion blur|mirror effect|mirror|kaleidoscope
reverse|rewind|backwards video|freeze frame|long exposure
hand drawn|drawn|cartoonish|claymation|pixel art|stop motion|puppet|puppets
"""
