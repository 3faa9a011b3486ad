"""What people say in English, as a table: kind of term -> meaning -> phrases. No rules here (reading.py).

The names and words of the moves themselves come from the catalogue; this table has everything around them.
"""

from __future__ import annotations

TERMS: dict[str, dict[str, str]] = {
    # Verbs that a direction completes; vocabulary.VERBS says which move each direction makes of them.
    "verb": {
        "zoom": "zoom|zoom lens|punch",
        "dolly": "dolly|push|creep|inch|nudge|press|track forward|camera push|edge",
        "pull": "pull|back away|back off|retreat|withdraw",
        "truck": "truck|slide|track|crab|strafe|side step|sidestep|scroll|side scroll|parallax scroll",
        "move": ("move|go|travel|shift|fly|glide|sail|head|come|race|rush|dash|crawl|wander|stroll|swoop|dart|cruise|"
            "walk the camera|float the camera|bring the camera|take the camera|send the camera|motion|movement|get"),
        "drift": "drift",
        "pan": "pan|sweep|scan|panorama|go over to|go across to|move over to|move across to|travel over to|"
        "travel across to|glide over to|glide across to|swing over to|wander over to",
        "tilt": "tilt",
        "rotate": "rotate|spin|twist|turn|rotation|tumble|turntable",
        "roll": "roll",
        "orbit": ("orbit|circle|revolve|go around|move around|fly around|travel around|walk around|turn around|"
            "rotate around|spin around|circle around|wrap around|encircle"),
        "arc": "arc|curve",
        "crane": "crane|rise|lift|ascend|boom|jib|soar|raise the camera|climb",
        "sink": "sink|descend|lower the camera|boom down|come down",
        "pedestal": "pedestal|ped",
        "look": "look",
        "swing": "swing",
        "float": "float|hover|levitate",
        "shake": "shake|jitter",
    },
    "dir": {
        "left": ("left|leftward|leftwards|to the left|to left|from right to left|from the right to the left|"
            "right to left|left side|to the left side|west"),
        "right": ("right|rightward|rightwards|to the right|to right|from left to right|from the left to the right|"
            "left to right|right side|to the right side|east|sideways|sideway|laterally|lateral|horizontally|across|"
            "along"),
        "up": ("up|upward|upwards|from bottom to top|from the bottom to the top|bottom to top|to the top|to the sky|"
            "towards the sky|skyward|upstairs"),
        "down": ("down|downward|downwards|from top to bottom|from the top to the bottom|top to bottom|to the bottom|"
            "to the ground|vertically"),
        "in": ("in|inward|inwards|forwards|ahead|closer|close|nearer|towards|into|in closer|closer to|closer in|"
            "in close|in on|in toward|in towards|front|further in|farther in|in further|in farther|in more|"
            "even closer|closer still|still closer|in even more|deeper in|in deeper|down the street|down the road|"
            "down the path|down the hall|down the hallway|down the corridor|down the aisle|down the alley|"
            "down the lane|"
            "down the river"),
        "out": ("out|outward|outwards|back|backwards|away|away from|farther|further|further away|farther away|"
            "back out|out from|away out|back from|out of|further out|farther out|out further|out farther|out more|"
            "further back|farther back|back further"),
        "clockwise": "clockwise|to clockwise",
        "counter": "counterclockwise|counter clockwise|anticlockwise|anti clockwise|ccw",
        "around": "around|round",
        "past": "past",
        "left up": ("up and left|up left|upper left|top left|to the upper left|to the top left|diagonally left|"
            "up and to the left|left and up|up and to the left side|northwest"),
        "right up": ("up and right|up right|upper right|top right|to the upper right|to the top right|diagonally|"
            "diagonal|up and to the right|right and up|northeast"),
        "left down": ("down and left|down left|lower left|bottom left|to the lower left|to the bottom left|"
            "left and down"),
        "right down": ("down and right|down right|lower right|bottom right|to the lower right|to the bottom right|"
            "right and down"),
    },
    "source": {
        "right": "from the left|from left|across from the left|in from the left|across from left",
        "left": "from the right|from right|across from the right|in from the right|across from right",
        "down": "from the top|from above|from top|from the sky",
        "up": "from the bottom|from below|from bottom",
    },
    # Whole moves under names that the catalogue does not list.
    "phrase": {
        "dolly_in": ("start wide and end close|start wide and end up close|start wide end close|wide to close|"
            "wide to close up|wide to tight|from wide to close|from wide to tight|start wide and go close|"
            "start wide then close|close in|lean in|lean closer|sneak up on|home in on|hone in on|dive in|dive into|"
            "glide through|float through|drift through|travel through|go through|pass through|soar through|"
            "wander through|stroll through|sail through|approach|go in|go into|fly into|towards us|drift in|"
            "drift forward|creep in|move through|walk through|close in on"),
        "dolly_out": "fall back|drop back|ease back|fly out|pull away|drift back|step back|go back|drift out",
        "zoom_in": "get bigger|zoom in close",
        "zoom_out": "pan out|widen|get smaller|reveal more",
        "whip_pan": "whip|whip around|whip round|whip to the side",
        "pendulum": "swing like a pendulum|like a pendulum|pendulum swing",
        "pull_focus": ("soft focus at first|out of focus at first|blurred at first|from soft to sharp|starts blurry|"
            "begin blurry|blurry at first|starts out of focus|from blurry to sharp|blurry to sharp|gets sharp|"
            "becomes sharp|become sharp"),
        "crash_zoom": "quick punch in|smash zoom",
        "dolly_zoom": "jaws effect|jaws shot",
        "handheld": ("shaky handheld|shaky handheld camera|shaky hand held camera|documentary style|vlog style|"
            "shaky cam"),
        "ken_burns": "ken burns style|slideshow style|documentary zoom",
        "rack_focus": ("focus starts|focus shifts|focus moves|focus goes|focus travels|focus wanders|shifting focus|"
            "shift the focus|change focus|change the focus|move the focus|refocus|rack the focus"),
        "parallax_drift": ("in a circle|in a small circle|in circles|in small circles|in a slow circle|3d motion|"
            "2.5 d effect|three d effect|stereo effect|3 d look"),
        "swing": "from side to side|left and right|left and then right|rock",
        "float": "up and down|bob|drone hover|hovering",
        "breathe": "zoom in and out|in and out slowly|breath",
        "static": ("stand still|no motion|no movement|no camera motion|without motion|without movement|motionless|"
            "freeze|frozen|locked down|lock the camera|tripod shot|no animation|don't animate|do not move the camera|"
            "don't move the camera|dont move the camera|without camera movement|without any movement|fixed shot|"
            "no move|still frame|without moving the camera|stationary|don't move anything|pause|stop there|"
            "rest there|hold there|hold the frame|hold still|nothing moves|nothing else moves|nothing should move|"
            "nothing else should move|nothing is moving|nothing else is moving|everything else still|"
            "everything else stays still|everything else frozen"),
        "flyover": "helicopter|helicopter shot|from a helicopter|in a helicopter|like a helicopter",
        "crane_up": "lift off|take off|drone rise|drone up|ascending",
        "orbit_right": "drone orbit|all around|bullet time",
        "shallow_focus": "background softly blurred|blur out the background",
        "push_past": "push in past|dolly in past|move in past|push in past the subject|past the subject|walk past",
        "reveal": ("start close and end wide|start close and end up wide|close to wide|close up to wide|"
            "tight to wide|from close to wide|start tight and go wide|start on a close up|unveil|uncover|disclose"),
        "spiral": "helix|whirl|swirl",
    },
    "pair": {
        "zoom_in zoom_out": "zoom in then out|zoom in and back out|zoom in and then out|zoom in then zoom out",
        "dolly_in dolly_out": "push in then pull back|in then out|push in and pull back|dolly in and out",
    },
    "speed": {
        "0.35": ("very slow|dead slow|at a snail's pace|snail's pace|glacial|glacially|very slowly|super slow|"
            "super slowly|extremely slow|extremely slowly|really slow|really slowly|so slow|ultra slow|"
            "ever so slowly|painfully slow|as slow as possible|slow as possible|slowest|as slowly as possible|"
            "much slower|a lot slower|way slower|far slower"),
        "0.5": "half as fast|half as quick|half as quickly|half the speed|at half speed|half speed|at half the speed",
        "0.6": ("calm it down|calm it|calm down|take it easy|slow|slo|slowly|slower|slow motion|slow mo|slo mo|calm|"
            "calmly|leisurely|unhurried|relaxed|slow down|nothing hurried|nothing rushed|nothing fast|lazy|lazily|"
            "not too fast|not so fast|not fast|less fast|too fast|slow it down|slow paced|soothing|peaceful|"
            "peacefully|tranquil|quiet|quietly|meditative"),
        "0.8": ("a bit slower|a little slower|slightly slower|a little slow|a bit slow|moderately slow|fairly slow|"
            "somewhat slower|a touch slower|rather slow|a tad slower"),
        "1.25": ("a bit faster|a little faster|slightly faster|not too slow|not so slow|a touch faster|"
            "somewhat faster|a tad faster"),
        "1.5": ("fast|faster|quick|quickly|quicker|rapid|rapidly|swift|swiftly|speedy|speed up|brisk|briskly|snappy|"
            "hurry|speed it up|too slow|energetic|energetically|dynamic|dynamically|lively|fast paced"),
        "2.0": ("very fast|very quick|very quickly|super fast|extremely fast|really fast|really quickly|"
            "lightning fast|fastest|as fast as possible|high speed|ultra fast|so fast|much faster|frantic|"
            "blazing fast|a lot faster|way faster|far faster|twice as fast|twice as quick|twice as quickly|"
            "double the speed|at double speed"),
    },
    "strength": {
        "0.3": ("very subtle|very subtly|barely|tiny|minimal|minimally|hardly|very slight|very slightly|very gentle|"
            "very gently|almost invisible|imperceptible|imperceptibly|extremely subtle|very light|just a hint of|"
            "a hint of|a touch of|just a touch|very little|super subtle|gentlest|softest|slightest|subtlest|tiniest|"
            "smallest|a tiny bit|tiny bit|a tiny bit of|tiny bit of|a teeny bit|a smidge|a wee bit"),
        "0.5": ("don't overdo it|don't go overboard|dont overdo it|dont go overboard|not over the top|"
            "nothing over the top|don't go crazy|dont go crazy|without overdoing it|a touch|a notch|a hair|a smidgen|"
            "nothing too crazy|not too crazy|nothing crazy|nothing extreme|subtle|subtly|slight|slightly|small|"
            "a little|a little bit|a bit|little|weak|weakly|light|lightly|minor|mild|mildly|less|not too much|"
            "not so much|not too strong|smaller|weaker|too much|too strong|modest|half as much|a small amount of|"
            "delicate|delicately|understated|restrained|less dramatic|less strong|faint|faintly|tone it down|a tad|"
            "half strength|small amount|calmer|subtler|more subtle|softer"),
        "0.7": "slightly less|a bit less|a little less|a touch less",
        "1.15": "slightly more",
        "0.6": ("gentle|gently|soft|softly|tender|tenderly|gentler|more gentle|more gently|dreamy|dreamily|graceful|"
            "gracefully|elegant|elegantly|nice and easy"),
        "1.0": ("normal|medium|moderate|moderately|regular|standard|default|normal speed|medium speed|natural|"
            "naturally"),
        "1.3": ("more|a bit more|a little more|stronger|bigger|larger|deep|deeper|a bit stronger|more of|more motion|"
            "more movement|noticeable|noticeably|visibly|too subtle|too weak|too little|powerful"),
        "1.6": ("harder|dramatic|dramatically|strong|strongly|big|large|bold|boldly|intense|intensely|epic|heavy|"
            "heavily|more dramatic|more intense|grand|impressive|a lot|much|much more|far|great|impactful|"
            "twice as much|exaggerated|pronounced|thrilling|majestic|majestically|sweeping|huge|double|way more|"
            "breathtaking|long way|forceful|forcefully|hard|deeply"),
        "2.0": ("very dramatic|very dramatically|extreme|extremely|very strong|very strongly|massive|maximum|"
            "like crazy|like mad|insane|crazy|super dramatic|extremely dramatic|hugely|wild|wildly|violent|violently|"
            "as much as possible|full strength|super strong|ultra|enormous|really dramatic|all the way|max"),
    },
    "ease": {
        "linear": ("linear|linearly|constant speed|at constant speed|at a constant speed|constant|steady|steadily|"
            "even speed|uniform speed|uniform|constant pace|steady pace|even pace|no easing|without easing|"
            "constantly|constant velocity|steady speed|evenly|same speed|at a steady pace"),
        "in_quad": ("smooth start|soft start|slow start|starts slow|accelerate|start slow then speed up|"
            "start slowly then speed up|start slow and speed up|slow then fast|accelerating|acceleration|"
            "gradually faster|speeding up|gentle start|start gently|start softly|start smoothly|starting slowly|"
            "speed up gradually|pick up speed|faster and faster|easing in|gradually speed up|build up speed"),
        "out_quad": ("slow down towards the end|slow down at the end|slow down to the end|slower towards the end|"
            "slower at the end|slower near the end|slow at the end|"
            "smooth ending|soft landing|slow end|end slowly|decelerate|decelerating|start fast then slow down|"
            "fast then slow|start fast and slow down|deceleration|gradually slower|gentle stop|smooth stop|soft stop|"
            "stop gently|stop softly|end softly|settle|come to rest|slow to a stop|gentle ending|end gently|"
            "easing out|stop smoothly|end smoothly|gradually slow down|slower and slower|come to a stop|soft ending"),
        "in_out_sine": ("ease in out|ease in and out|ease in and ease out|ease|smooth|smoothly|smoother|fluid|"
            "fluidly|silky|silky smooth|buttery|buttery smooth|smooth easing|smooth motion|smooth start and end|"
            "smooth start and stop|soft start and end|easy ease|smooth movement|gradual|gradually|flowing|"
            "very smooth|very smoothly|jerk free"),
        "in_out_expo": "snap|snappily|punchy|whip like|abrupt|abruptly|sudden|suddenly",
    },
    "aspect": {
        "9:16": ("vertical video|vertical format|for tiktok|tiktok|tik tok|reel|instagram reels|ig reels|"
            "youtube short|instagram stories|insta story|ig stories|snapchat|snap story|whatsapp status|"
            "whatsapp story|phone wallpaper|upright video|portrait mode|portrait orientation|portrait format|"
            "portrait video|vertical orientation|facebook stories|for my stories|phone screen|mobile screen|"
            "phone format|lock screen|vertical clip|full screen vertical|fullscreen vertical|for a story|fit a story|"
            "as a story|story size|story video|for story|tall video|tall format|vertical frame|vertical mode|"
            "spotify canvas|canvas video|canvas loop|apple music|lockscreen|phone background|social stories|"
            "for phones|for mobile|fb story"),
        "16:9": ("widescreen|wide screen|landscape mode|landscape orientation|landscape format|landscape video|"
            "horizontal video|horizontal format|horizontal orientation|youtube|you tube|vimeo|for tv|tv screen|"
            "desktop wallpaper|television|for television|wide format|16 by 9|horizontal mode|presentation slide|hdtv|"
            "landscape clip|monitor|for a presentation|for presentations|computer screen"),
        "1:1": ("square video|square format|square crop|square frame|square shape|instagram square|1 by 1|"
            "in a square|as a square|into a square|in square|square clip|square aspect|profile picture|"
            "square version|square mode"),
        "4:5": ("instagram post|instagram feed|instagram|ig post|facebook feed|insta post|insta|for ig|4 by 5|"
            "for insta"),
        "21:9": ("cinemascope|ultrawide|ultra wide|anamorphic|movie format|letterbox format|cinema format|21 by 9|"
            "cinematic bars|cinema bars|cinematic black bars|movie bars|letterbox bars|black bars top and bottom|"
            "black bars at the top and bottom|cinematic bars top and bottom|"
            "scope format|cinematic format|cinematic aspect|cinematic ratio|film format"),
        "4:3": "old tv|4 by 3|retro tv format|classic tv",
        "photo": ("original size|original aspect|original aspect ratio|original ratio|original shape|same shape|"
            "same aspect|same aspect ratio|as is|same ratio|keep the shape|keep the aspect ratio|keep aspect ratio|"
            "keep the ratio|keep the format|same format|native size|original format|full size|keep the original size"),
    },
    "shape": {
        "9:16": "vertical|portrait|upright",
        "16:9": "landscape|horizontal",
        "1:1": "square",
    },
    "height": {
        "1080": "full hd|fullhd|fhd|hd|high definition",
        "720": "hd ready|small size|low resolution|low res",
        "2160": "ultra hd|uhd|four k|highest resolution|high resolution|high res|best quality|highest quality",
        "1440": "quad hd|qhd|wqhd",
        "4320": "eight k",
    },
    "loop": {
        "yes": ("seamless|seamlessly|loop seamlessly|perfect loop|endless|endlessly|infinite|infinitely|forever|"
            "looped|repeat|on repeat|on loop|loopable|boomerang|cinemagraph|never ending|back to the start|cyclic|"
            "return to the start|and back|and back again|there and back|perfectly looping|continuous loop|"
            "loop forever|seamless looping|as a loop|in a loop|repeatedly|gif style|loop video|cyclical|"
            "ends where it starts|end where it started|come back to the start|over and over"),
        "no": ("one way|don't loop|without looping|not looping|no looping|do not loop|play once|only once|just once|"
            "non looping|once"),
    },
    "fit": {
        "cover": ("fill the frame|fill frame|fill the screen|crop to fill|no black bars|no bars|without black bars|"
            "fill|full bleed|no border|crop it|without bars|full frame|no letterbox|fullscreen|full screen"),
        "contain": ("black bars|letterboxed|with bars|pillarbox|don't crop|no cropping|do not crop|without cropping|"
            "dont crop|show everything|show the whole picture|show the whole photo|whole photo|whole picture|"
            "whole image|entire photo|entire image|entire picture|full photo|full picture|full image|don't cut|"
            "don't cut off|don't cut anything|uncropped|fit the frame|fit inside|keep everything in frame|"
            "without cutting|nothing cropped|padding|nothing cut off|no cutting"),
        "blur": ("blurred background|blur background fill|blur bars|blurred borders|blurry bars|blurred edges|"
            "blurred sides|blurry background bars|blurred fill|blurry sides|blurred frame"),
    },
    "stretch": {
        "1.1667": ("a bit longer|a little longer|a little bit longer|slightly longer|a touch longer|somewhat longer|"
            "bit longer"),
        "0.8333": ("a bit shorter|a little shorter|a little bit shorter|slightly shorter|a touch shorter|"
            "somewhat shorter|bit shorter"),
        "1.5": "longer|longer video|make it longer|too short|extend|extend it|lengthen",
        "0.667": "shorter|shorter video|make it shorter|too long|shorten|trim it",
        "2.0": "twice as long|double the length|much longer|double length|a lot longer",
        "0.5": "half as long|half the length|much shorter|a lot shorter",
    },
    "seconds": {
        "4": ("few seconds|a few seconds|couple of seconds|a couple of seconds|brief clip|short clip|short video|"
            "quick clip|brief"),
        "12": "long video|long clip",
    },
    "opposite": {
        "opposite": ("the other way round|the other way around|the other way|other way round|other way around|"
            "other way|the opposite direction|opposite direction|in the opposite direction|the other direction|"
            "other direction|in the other direction|reverse direction|reverse the direction|opposite way|"
            "turn it around|flip the direction"),
    },
    "span": {
        "0 0.5": ("in the first half|during the first half|for the first half|first half|in the beginning|"
            "at the beginning|at the start|halfway|until halfway|until the middle|to begin with"),
        "0.5 1": ("in the second half|during the second half|second half|last half|in the last half|at the end|"
            "toward the end|after halfway|from halfway|from the middle|near the end|half way through"),
        "0.8 1": "at the very end|right at the end|in the final moments|in the last moments",
        "0.25 0.75": "in the middle of the video|in the middle of the clip|midway",
        "rest": ("the rest|for the rest|the rest of the time|for the rest of the time|the remaining time|"
            "rest of the time"),
        "0 1": ("throughout|the whole time|all the time|the entire time|whole clip|entire clip|"
            "during the whole video|whole video|entire video|from start to finish|from start to end|"
            "from beginning to end|full duration"),
    },
    "neg": {
        "no": ("no|without|don't|dont|never|not|avoid|stop|remove|neither|none of|zero|skip|nor|doesn't|does not|"
            "shouldn't|should not|mustn't|must not|can't|cannot|won't|isn't|is not|without any|no more|not any|"
            "free of|get rid of|instead of|rather than|excluding|disable|turn off|take out|take away|drop the|"
            "leave out|erase|delete|edit out|crop out|w o|not have|absence of|lose the|forget|forget about|scrap"),
    },
    "then": {
        "next": ("then|and then|after that|afterward|followed by|next|before|subsequently|later|and finally|finally|"
            "thereafter|end with|finishing with|and later|lastly|at last|transition to|and after that|into a|"
            "leading into|and ends with|before it|before you"),
        "first": "first|firstly|start by|begin by|starts with|at first|initially|begins with|starting from",
    },
    "join": {
        "and": "and|&|n|plus|also|as well as|or|along with|together with|combined with|&amp;|mixed with",
        "while": "while|as|at the same time|simultaneously|meanwhile|whilst|during which|when|at the same moment",
        "with": "with|featuring|using|has|incl",
        "but": "but|however|although|yet|though|except",
    },
    "coloured": {
        "yes": ("in full colour|in full color|in colours|in colors|back in colour|back in color|colour again|"
            "color again|back to colour|back to color|back to full colour|back to full color|in colour again|"
            "in color again|with colour|with color|the colours back|the colors back"),
    },
    "keep": {
        "keep": "leave|leaving|keeping|maintain|preserve|holding|staying|remaining",
    },
    "still": {
        "still": ("still|fixed|in place|static|in position|steady in place|stable|unchanged|untouched|not moving|"
            "immobile|locked|anchored|in the same place|where it is|where they are|in its place|stay put|same size|"
            "pinned|at the same place|where she is|where he is|undistorted|perfectly still|completely still"),
    },
    "make": {
        "make": ("make|gimme|let|have|give|create|want to see|love to see|like to see|i'd love to see|"
            "i'd like to see|i'd love to have|i'd like to have|would love to see|would like to see|"
            "would love to have|would like to have|wanna see|need to see|want to have|wish to see|should|generate|"
            "set to"),
        "add": ("add|put|insert|include|apply|overlay|change|replace|swap|mix in|sprinkle|throw in|chuck in|toss in|"
            "pop in|stick in|drop in|slap on|bung in|work in|draw"),
    },
}  # fmt: skip
