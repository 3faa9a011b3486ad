"""English words that ask for nothing that moves: politeness, what is in pictures, and what Vivant cannot do yet.

They keep an ordinary sentence from being taken for an unknown wish, and an unknown wish from being taken for an
ordinary sentence. No rules here (reading.py).
"""

from __future__ import annotations

FILLER = """
keep the camera steady|steady camera|steady shot|camera steady|visible|clear|clearly|wide|to reveal|in order to reveal
to show|after|please|could you|can you|would you|i'd like|i would like|i want|nicely|meh|ngl|tbh|imo|imho|btw|fyi|lol
lmao|i want you to|i need|we want|we need|give me|show me|just|kind of|sort of|really|very|so|quite|rather|any|maybe
perhaps|if possible|if you can|thanks|thank you|cheers|hi|hello|hey|ok|okay|yes|try|try to|be|is|are|which|will|would
could|may|can|i|me|he|she|they|them|him|one|only|too|again|still photo|still picture|still image|make it|make this
make me|make a|make this photo|make my photo|make the photo|turn this into|turn it into|turn into|turn this
turn this photo into|turn my photo into|convert|transform|into a video|into video|to video|make a video|create a video
animate this|animate it|animate the photo|animate this photo|animate my photo|come alive|come to life|bring to life
bring it to life|bring this photo to life|bring this to life|bring this picture to life|alive|life|to life|make it move
make this move|make it alive|make the photo move|make the picture move|make this photo move|make it come alive|something
anything|whatever|surprise me|a nice|nice|beautiful|beautifully|lovely|good|cool|awesome|amazing|wonderful|pretty
great looking|stunning|perfect|perfectly|fine|cinematic|cinematically|movie like|filmic|professional|professionally
stylish|interesting|simple|simply|creative|fancy|elegant look|effects|style|feeling|vibe|mood|atmosphere|touch|way
manner|kind|type|version|stuff|result|output|sequence|movie|film|footage|animation|animated|mp4|teaser|trailer|duration
length|lasts|long|takes|total|in total|overall|around about|approximately|roughly|at least|at most|exactly|almost|nearly
over the course of|within|across from|up to the|against the|via|per|than|like|fps|frame rate|framerate|frames per second
resolution|aspect|ratio|aspect ratio|format|orientation|mode|size|quality|speed|pace|tempo|rate|dimensions|shape|screen
display|px|pixels|amount|strength|intensity|seconds|minutes|dslr|operator|camera angle|eyes level|camera movement
camera motion|camera work|camerawork|cinematography|move it|effectively|well|better|best|possible|no longer than
not longer than|no more than|not more than|or less|want|love|need|prefer|think|wish|hope|see|feel free|doing|done|did
use|used|work|go ahead|go for|happens|such|same|other|another|each|every|both|own|self|itself|myself|now|today|right now
soon|already|always|often|sometimes|ever|once more|quick question|actually|basically|who|what|where|why|how|because
since|so that|in order to|such as|for example|e g|i e|etc|and so on|that is|if|whether|else|until|ending|start|beginning
middle|part|portion|rest|whole|entire|full|complete|completely|entirely|totally|fully|half|level|based on|inspired by
according to|given|image to video|photo to video|picture to video|prompt|request|idea|suggestion|job|task|vivant|ai|app
tool|social media|post|upload|website|web|online|client|family album|intro|outro|hero|banner|background image|surprise
choose|pick|decide|automatic|automatically|auto|best move|your choice|up to you|default settings|appropriate|suitable
fitting|continuous|continuously|single|one take|oner|uninterrupted|pure|mostly|mainly|slightly then|more like|enough
focus|focused|centre|on the subject|emphasize|emphasise|emphasis|highlight|attention|draw attention|sense|depth
dimensionality|realistic|realistically|real|true|authentic|believable|immersive|hypnotic|mysterious|romantic|nostalgic
happy|sad|moody|atmospheric|ethereal|magical|serene|poetic|emotional|luxurious|premium|modern|vintage feel|classic|clean
fresh|warm feeling|there's|i'm|i've|we're|you're|were|was|been|being|am|had|got|becomes|seems|a lot of|bunch|few|many
several|lots|two|three|times|first time|please do|do it|do this|do that|help|assist|guide|toward me|wait|hmm|uh|um|oh
well then|anyway|whatever you like|nothing fancy|nothing else|nothing|no problem|no worries|not sure|i guess|good enough
hd quality|4k quality|high quality|quality video|sharp|crisp|keep it|keep it simple|keep going|instead|every few seconds
every now and then|from time to time|now and then|know|you know|i mean|somebody|someone|anybody|mind|would you mind
do you mind|i'd|i'd love|usual|as usual|usually|than usual|than normal|webm|mkv|avi|webp|idle|one stop|two stops|a stop
expose|expose it|by the way|exported|rendered|save|download|deliver|encode|red hot|whole thing|the whole thing
the same move|same move|the same move on all of them|the same on all|on all of them|for all of them|in all of them
on everything|across everything|like before|as before|whatsoever|up close|popping|pops up|bit|bit of|otherwise
apart from that|other than that|besides that|aside from that|that aside|honestly|ideally|hopefully|obviously|frankly
haha|omg|plz|plss|thx|ty|tho|cos|cuz|gonna|wanna|gotta|kinda|sorta|yeah|yep|nope|you guys|folks|dude|mate|if you will
if that's possible|if that's ok|if that works|if you like|if you don't mind|when you get a chance|really want|super
just a bit|at your discretion|up to your taste|your best|do your magic|work your magic|that would be great
would be great|would be nice|would be lovely|would be cool|would be perfect|much appreciated|in advance|asap|quick one
here you go|here goes|sunday|monday|tuesday|wednesday|thursday|friday|saturday|weekend|january|february|march|april|june
july|august|september|october|november|december|tonight|yesterday|tomorrow|last year|years ago|back then|somehow
altogether|overall feel|in general|generally|heavier and heavier|thicker and thicker|stronger and stronger|more and more
whoosh|wham
idk|classy|tasteful|as hell|imagine|pretend|yum|yay|woohoo|whoa|phew|oops|aww|ooh|can't stand|landing page|header
newsletter|brochure|flyer|catalogue|drops|droplets|portfolio|listing|fun|cute|adorable|flashy|exciting|engaging
eye catching|catchy|wow|special|unique|charming|appealing|attractive|inviting|welcoming|friendly|sleek|slick|polished
tasty|delicious|yummy|appetizing|appetising|mouthwatering|expensive|memorable|meaningful|heartfelt|personal|artsy
or two|or three|or so|artistic|trendy|edgy|boring|ordinary|proper|decent|awesome looking|fresh looking
"""

NOUNS = """
forms|shall|events|width|blocks|flush|trace|charge|reset|related|built|literal|literally|skill|whose|grant|draft
possibly|timer|alone|among|likely|states|packed|blank|retry|resolve|slopes|slash|naive|trick|shown|spill|clone|sleeping
asleep|risks|death|breach|torch|warp|chance|newer|formal|trunks|crank|crate|crave|sling|sting|stray|swarm|shelf|snakes
stake|shark|quilt|quack|quirk|sweets|shower|doll|folly|flood|fleet|glade|pedal|carve|curse|rabid|smell|stall|quote|lodge
loose|goose|moose|roost|panda|pants|panel|tulips|rollers|float plane|creek|creel|posh|bush|puff|pulp|pump|pearl|pullover
polo|pond|pole|mole|hole|hive|hovel|oven|cover|lower part|towers|powder|dress up|drill|driftwood|weaver|beaver
river bank|reeds|deed|seeds|spade|swans|stable horse|heap|leaf|loaf|goat|boat|coat|coast|toast|roast|crowd|crows|frost
front door|trail|train|tray|sail boat|snail|mail|pail|pain|plains|men|women|children|kids|baby|lady|guy|couple|family
grandma|grandmother|grandpa|grandfather|mother|mom|mum|father|sister|brother|daughter|son|wife|husband|bride|groom
friends|eyes|hair|hands|body|actor|dancer|soldier|astronaut|athlete|birds|parrot|owl|fish|lion|tiger|bear|elephant
rabbit|fox|deer|cow|sheep|wolf|butterfly|bee|animal|pet|house|home|building|buildings|church|castle|temple|cathedral
bridge|street|road|path|city|town|village|skyline|skyscraper|lighthouse|fence|wall|door|window|roof|room|kitchen|garden
yard|market|shop|station|stadium|monument|statue|sculpture|museum|mountains|hills|valley|canyon|desert|dune|forest|woods
trees|leaves|grass|field|meadow|flowers|rose|plants|clouds|sun|sunset|sunrise|moon|stars|night|day|morning|evening
horizon|dawn|dusk|lake|river|sea|ocean|beach|shore|island|water|waterfall|pool|ice|glacier|shadow|reflection|cars|bus
bike|bicycle|motorbike|motorcycle|motocross|ship|airplane|rocket|vehicle|wheel|table|chair|desk|books|cup|coffee|tea
glass|bottle|plate|bowl|food|cake|fruit|apple|bread|dish|meal|wine|bag|shoes|dress|shirt|jacket|hat|caps|suit|watch|ring
jewelry|phone|computer|laptop|keyboard|item|box|toy|ball|painting|illustration|artwork|art|sketch|cartoon|anime|comic
poster|map|document|page|texture|pattern|mural|still life|ceramics|background|midground|layers|scenery|panorama photo
selfie|snapshot|snow photo|details|corner|side|surface|top|bottom|center|object of interest|place|close up|closeup
close ups|wide shot|wide angle|silhouette|composition|world|earth|space|galaxy|nature|old|young|new|small one|little one
red|blue|green|yellow|white|black|brown|grey|gray|orange|pink|purple|gold|golden|silver|dark|bright|colorful|colourful
wooden|stone|ancient|snowy|rainy|foggy|misty|cloudy|sunny|stormy|sandy|rocky|green field|busy|empty|famous|sitting
standing|wearing|smiling|parked|lying|located|surrounded|taken|shot of|called|named|seen|reading|crane bird|frying pan
swing set|house boat|hours|horses|squad|store|might|sight|tight|fight|lamps|board|plans|round table|said|say|grave|brave
shade|share|shame|shave|spot|steep|stead|brook|frill|print|sprint|string|swine|white house|write|tile|title page|clown
crown|loan|lead|jewellery|earrings|earring|necklace|bracelet|perfume|lipstick|candles|vase|sofa|couch|carpet|rug|curtain
shelves|fireplace|stairs|staircase|hallway|hall|balcony|terrace|patio|porch|garage|driveway|attic|bedroom|bathroom
office|studio|gate|entrance|facade|chimney|courtyard|fountain|bench|playground|sandcastle|tent|caravan|campsite|backpack
suitcase|passport|airport|harbour|harbor|port|pier|dock|marina|canoe|kayak|surfboard|skis|sledge|sled|snowman|pillow
blanket|pram|stroller|crib|cradle|teddy|puzzle|balloons|gifts|presents|teacher|pupils|students|class|classroom
blackboard|whiteboard|globe|skeleton|dinosaurs|volcanoes|planets|comet|telescope|microscope|pyramids|ruins|pillars
columns|knight|dragon|wizard|warrior|sword|shield|armour|armor|spaceship|robots|alien|monster|ghost|dungeon|portal
potion|treasure|burger|pizza|steak|salad|soup|sushi|noodles|pasta|cheese|chocolate|cookies|croissant|pancakes|beer
cocktail|juice|lemonade|pot|grill|barbecue|stove|oven door|bakery|restaurant|cafe|pub|hotel|lobby|reception|spa|sneakers
boot|handbag|purse|wallet|sunglasses|glasses|scarf|gloves|belt|sweater|hoodie|jeans|skirt|blouse|lavender|sunflowers
tulip field|poppies|cactus|orchid|daisies|vineyard|orchard|barn|tractor|farm|squirrel|hedgehog|penguins|seagulls|pigeon
dolphin|whale|turtle|hamster|guinea pig|pony|foal|lamb|chick|hen|guests|crowd of people|band|choir|priest|best man
bridesmaids|veil|bouquet|ring box|altar|aisle|wedding|ceiling|clothing|king|queen|wings|railing|lining|icing|pudding
seedling|sibling|siblings|duckling|ducklings|building site|thing|alley|alleyway|lane|cabin|cottage|hut|noon|midday
afternoon|tourists|grandson|granddaughter|grandparents|granny|nana|nan|papa|dad's|aunt|uncle|cousins|toddler|newborn
twins|teenager|neighbour|neighbor|colleague|boss|customers|chef|waiter|barista|musician|singer|drummer|guitarist
guitar player|rider|cyclist|surfer|skier|climber|hiker|runner|fisherman|sailor|pilot|priestess|princess|prince|elf
fairy tale castle|headphones|vinyl|record|album|album cover|cover art|single cover|sleeve art|mug|teapot|kettle|jar|tin
candlestick|alley cat|labrador|retriever|golden retriever|poodle|spaniel|terrier|dachshund|corgi|husky|collie|beagle
bulldog|tabby|chihuahua|goldfish|aquarium|lizard|frog|toad|bunny|kittens|puppies|mare|stallion|donkey|llama|alpaca
giraffe|zebra|monkey|village square|plaza|piazza|boulevard|avenue|canal boat|windmill|barn door|farmhouse|chalet|villa
mansion|palace|lighthouse keeper|cliffs|peaks|summit|ridge|glen|fjords|savanna|jungle temple|oasis|reef|coral|cove
beach hut|palm beach|leap|lean|lap|sport|fort|pit|zoo|oil|toll|bull|pill|mill|milk|silk|tale
"""

CANNOT = """
hugging|purr|purring|make them walk|make her walk|make him walk
play it in reverse|in reverse|play in reverse|play backwards|in slow reverse|make her smile|make him smile|make it smile
make them smile|start smiling|make me smile|smiling more|snowing|snowfall|snowflakes|falling snow|raining|rainfall
raindrops|drizzle|hail|lightning|thunder|storm|fog|mist|haze|smoke|fire|flames|burning|sparks|sparkling|glitter|dust
dust particles|particle|embers|bubbles|confetti|petals|falling leaves|fireflies|stars twinkling|twinkling|fireworks
explosion|aurora|rainbow|god rays|sun rays|light rays|light leaks|lens flare|flare|glowing|bloom|vignette|film grain
grain|glitch|vhs|scanlines|scratches|music|song|soundtrack|sounds|audio|sfx|voice|voiceover|voice over|narration|narrate
speech|beats|melody|piano|guitar|sing|titles|subtitles|captions|text|lettering|watermark|credits|typography
logo animation|emoji|stickers|color grading|colour grading|grading|warmer|cooler|saturation|saturated|contrast
brightness|brighter|darker|sepia|black and white|b&w|monochrome|desaturate|vintage filter|filters|lut|exposure|colors
colours|hue|running|jumping|dancing|blinking|wink|talking|speaking|laughing|nodding|wave his hand|wave her hand|waving
wagging|galloping|sneeze|yawn|crying|flapping|swimming|open her eyes|open its eyes|close her eyes|turn her head
turn his head|turn its head|move her head|move his head|kiss|drink|eating|driving|wind|windy|breeze|blowing|fluttering
wave in the wind|rippling|flowing water|water flow|waves crashing|crashing|splashing|boil|steaming|growing|bloom flowers
morphing|transitions|crossfade|cross fade|fade in|fade out|fade|wipe|cut to|slideshow|split screen|picture in picture
green screen|chroma key|remove the background|remove background|replace the background|change the background
new background|background removal|upscale|restore|restoration|colorize|colourize|denoise|sharpen|retouch|inpaint
outpaint|day to night|night to day|time lapse|timelapse|hyperlapse|relighting|flickering|strobe|flashing|melting
dissolving|disappear|vanish|transform into|appear|turn into a|turn it into a|style transfer|oil painting
watercolor style|pixar style|anime style|ghibli|lip sync|deepfake|shadow moving|lights up|turn on the lights|drop shadow
frame border|borders|rounded corners|tilt shift|fisheye|fish eye|lens distortion|chromatic aberration|motion blur
mirror effect|mirror|kaleidoscope|reverse|rewind|backwards video|freeze frame|long exposure|hand drawn|drawn|cartoonish
claymation|pixel art|stop motion|puppets
"""
