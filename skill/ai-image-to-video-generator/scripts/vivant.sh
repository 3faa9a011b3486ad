#!/usr/bin/env bash
# A project on a video server: greet-to-delivery in six words. Needs bash, curl and jq. Works with bash 3.2.
#
#   vivant.sh setup [LANGUAGE]      sign in and begin a project, silently; safe to repeat
#   vivant.sh send TEXT             say something and hear the answer to its end; sends once, never again
#   vivant.sh wait                  hear on after "later" or after an interruption; cannot start anything
#   vivant.sh upload FILE|URL...    give material to the project
#   vivant.sh credits | state | link
#   vivant.sh export [FILE]         make the file, bring it, and the link with it
#   vivant.sh new [LANGUAGE]        begin another project
#
# Every line of output begins with a word: say (tell it), progress (tell it), before / after (the answer had no
# words: tell what changed between these), done, later (run `wait`), file, link, credits, error NAME: what to tell.
# MAX_S (540) ends a long wait with "later"; nothing is lost by it.

set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
API=${NEMO_API_URL:-http://127.0.0.1:8000}
API=${API%/}
WEB=${NEMO_WEB_URL:-$API}
WEB=${WEB%/}
APP=nemo_agent
MAX_S=${MAX_S:-540}
DIR=${VIVANT_SKILL_DIR:-${XDG_RUNTIME_DIR:-${TMPDIR:-/tmp}}/vivant-skill-$(id -u)}
STATUS=0 CODE=0 CURL=0 TOLD=$SECONDS NEWS=$SECONDS

# Who speaks: from the front matter of SKILL.md and the place where it lies.
NAME=$(sed -n 's/^name: *//p' "$here/SKILL.md" | head -n 1)
VERSION=$(sed -n 's/^ *version: *"\{0,1\}\([^"]*\)"\{0,1\} *$/\1/p' "$here/SKILL.md" | head -n 1)
case "${SKILL_SOURCE:-}:$here/" in
[!:]*) PLATFORM=$SKILL_SOURCE ;;
*/.clawhub/*) PLATFORM=clawhub ;;
*/.openclaw/*) PLATFORM=openclaw ;;
*/.cursor/*) PLATFORM=cursor ;;
*/.claude/*) PLATFORM=claude-code ;;
*/.codex/* | */.agents/*) PLATFORM=codex ;;
*) PLATFORM=unknown ;;
esac
WHO=(-H "X-Skill-Source: $NAME" -H "X-Skill-Version: $VERSION" -H "X-Skill-Platform: $PLATFORM" -H "X-API-Version: 1.0")

fail() { # NAME SENTENCE
    printf 'error %s: %s\n' "$1" "$2"
    exit 1
}

keep() { # NAME VALUE: known until the computer restarts, readable by its owner alone
    printf '%s' "$2" >"$DIR/$1.new" && mv "$DIR/$1.new" "$DIR/$1"
}

kept() { cat "$DIR/$1" 2>/dev/null; }

check_version() {
    local theirs
    theirs=$(tr -d '\r' <"$DIR/headers" | sed -n 's/^[Xx]-[Aa][Pp][Ii]-[Vv]ersion: *//p' | tail -n 1)
    case $theirs in '' | 1 | 1.*) ;; *) fail version "This server speaks another version of the interface. Update the skill or the server." ;; esac
}

code_of() { # STATUS: the number in the body, or what the status says where there is none
    jq -r --arg s "$1" 'if type == "object" and (.code | type) == "number" and (.code != 0 or ($s | tonumber) < 400)
        then .code elif ($s | tonumber) < 400 then 0 elif $s == "401" then 1001 else $s end' "$DIR/body" 2>/dev/null ||
        { (($1 < 400)) && echo 0 || echo "$1"; }
}

# One request. Sets CODE (0 is good, "line" a broken line), STATUS and the body. A token that is no longer good is
# renewed once, a server that asks for a break gets 30 s once; both mean that it did not take the request.
call() { # METHOD PATH [curl options]
    local method=$1 path=$2 renewed='' rested=''
    shift 2
    while true; do
        : >"$DIR/headers"
        : >"$DIR/body"
        STATUS=$(curl -sS -X "$method" --connect-timeout 15 --max-time "${LIMIT_S:-60}" -o "$DIR/body" -D "$DIR/headers" \
            -w '%{http_code}' "${WHO[@]}" -H "@$DIR/auth" "$@" "$API$path" 2>/dev/null)
        CURL=$?
        if ((CURL != 0)); then
            CODE=line
            return
        fi
        check_version
        CODE=$(code_of "$STATUS")
        if [[ $CODE == 1001 && -z $renewed && $path != /api/auth/anonymous-token ]]; then
            renewed=yes
            sign_in
        elif [[ $CODE == 429 && -z $rested ]]; then
            rested=yes
            sleep 30
        else
            return
        fi
    done
}

# A request that changes nothing: broken lines and server troubles are waited out.
look() { # PATH
    local pause
    for pause in 1 3 0; do
        call GET "$1"
        [[ $CODE == line || $STATUS == 5* ]] || return 0
        ((pause == 0)) || sleep "$pause"
    done
}

refuse() { # says why CODE is not 0, and ends
    local bind="$WEB/register?bind=" reason file
    [[ $CODE == line ]] && fail offline "The server cannot be reached. Check that it runs and try again."
    reason=$(jq -r '.data.reason? // ""' "$DIR/body" 2>/dev/null)
    file=$(jq -r '.data.filename? // "this file"' "$DIR/body" 2>/dev/null)
    bind=$(jq -r --arg l "$bind$(kept user)" '.data.register_url? // $l' "$DIR/body" 2>/dev/null)
    case $CODE:$reason in
    1001:*) fail token "Signing in did not work. Try again in a moment." ;;
    1002:*) fail session "The project is no longer there. A new one can be begun." ;;
    2001:*)
        case $(kept user) in usr_*) fail credits "Not enough credits. Please top up in your account." ;; esac
        fail credits "Not enough credits. Register to get more: $bind"
        ;;
    4001:image_too_small) fail file "$file is too small; the shorter side needs at least 256 pixels." ;;
    4001:*) fail file "$file cannot be read. Supported: mp4 mov avi webm mkv jpg png gif webp heic avif tiff mp3 wav m4a aac." ;;
    4002:*) fail file "$file is too large. Compress or trim it." ;;
    4003:*) fail url "The link could not be fetched. Send another link, or the file." ;;
    402:attribution) fail export "The server does not know who asks; this is not about credits. Reinstall the skill." ;;
    402:*) fail export "The plan does not include export; this is not about credits. Register to unlock it: $bind" ;;
    403:*) fail scope "This access does not allow that. Ask its owner for one that does." ;;
    429:*) fail rate "Too many requests. Try again later." ;;
    3001:*) fail busy "The step before is still running. Try again when it is done." ;;
    3005:*) fail empty "There is nothing to export yet. Make a video first." ;;
    5*:* | 3*:*) fail server "The server has a problem. Try again later." ;;
    *) fail request "The server did not understand the request." ;;
    esac
}

sign_in() { # an anonymous token; the id of this installation is no secret and is kept for good
    local id=${NEMO_CLIENT_ID:-} file=${HOME:-/tmp}/.config/nemovideo/client_id
    [[ -n $id ]] || id=$(cat "$file" 2>/dev/null)
    if [[ -z $id ]]; then
        id=$(uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid 2>/dev/null || echo "client-$(date +%s)-$RANDOM")
        mkdir -p "${file%/*}" 2>/dev/null && printf '%s\n' "$id" >"$file"
    fi
    : >"$DIR/auth"
    call POST /api/auth/anonymous-token -H "X-Client-Id: $id"
    [[ $CODE == 0 ]] || refuse
    keep auth "Authorization: Bearer $(jq -r '.data.token // .token' "$DIR/body")"
    keep user "$(jq -r '.data.user_id // ""' "$DIR/body")"
}

begin() { # [LANGUAGE]: a new project
    local body
    body=$(jq -nc --arg l "${1:-en}" '{task_name: "project", language: $l}')
    call POST "/api/tasks/me/with-session/$APP" -H 'Content-Type: application/json' -d "$body"
    [[ $CODE == 0 ]] || refuse
    keep task "$(jq -r '.data.task_id' "$DIR/body")"
    keep session "$(jq -r '.data.session_id' "$DIR/body")"
    keep user "$(jq -r --arg u "$(kept user)" '.data.user_id // $u' "$DIR/body")"
    keep language "${1:-en}"
    keep last_id ''
    keep server "$API"
}

setup() { # [LANGUAGE]
    if [[ -n ${NEMO_TOKEN:-} ]]; then
        keep auth "Authorization: Bearer $NEMO_TOKEN"
    elif [[ ! -s $DIR/auth || $(kept server) != "$API" ]]; then
        sign_in
    fi
    if [[ ! -s $DIR/session || $(kept server) != "$API" ]]; then
        begin "${1:-en}"
    fi
}

read_state() { # the project as it is, in the file `state`; a lost project is begun anew
    look "/api/state/$APP/me/$(kept session)/latest"
    if [[ $CODE == 1002 ]]; then
        echo "say The earlier project is no longer there, so a new one has been begun. Files have to be sent again."
        begin "$(kept language)"
        look "/api/state/$APP/me/$(kept session)/latest"
    fi
    [[ $CODE == 0 ]] && cp "$DIR/body" "$DIR/state"
}

SEEN='[.data.version, .data.status, .data.run.invocation_id?, .data.run.status?, .data.run.progress?, .data.run.last_event_id?, .data.state.draft, .data.state.generated_media]'
# shellcheck disable=SC2016
SUMMARY='def t: (. / 100 | round) / 10 | tostring; def tracks: [(.data.state.draft.t? // [])[] | select(.sg | length > 0)];
    def line: .data.summary? // (if (tracks | length) == 0 then "nothing on the timeline" else
    "Timeline (\(tracks | length) track\(if (tracks | length) > 1 then "s" else "" end)): " + ([tracks | to_entries[] |
    .value as $track | "\(.key + 1). \(if $track.tt == 0 then "Video" elif $track.tt == 1 then "BGM" else "Title" end): " +
    ([$track.sg[] | "\(.m.name? // .txt.c? // $track.n? // "clip") (\((.s // 0) | t)-\((.s // 0) + .d | t)s\(
    if $track.tt == 1 then ", \((.vol // 1) * 100 | round)%" else "" end))"] | join(", "))] | join(" ")) end); line'

# Hearing. One event is handed to jq whole; what is cut off is never looked at.
EVENT='if (type != "object") or .type? == "heartbeat" or .customMetadata?.type? == "heartbeat" then "beat" else
    "run \(.invocationId? // "")",
    (if .errorCode? or .errorMessage? then "fail \(.errorMessage? // .errorCode?)" else empty end),
    (if .interrupted? then "fail It was stopped." else empty end),
    (if any(.content?.parts[]?; has("functionResponse")) then "tool" else empty end),
    (if .partial? or .customMetadata?.detached? then empty else .content?.parts[]?.text? // empty | select(test("\\S")) |
        if test("temporary issue|临时问题"; "i") then "trouble" else split("\n")[] | select(test("\\S")) | "text " + . end end),
    (if .customMetadata?.type? == "progress" then "progress \((.customMetadata.progress? // 0) * 100 | round)" else empty end),
    (if .turnComplete? and (.customMetadata?.detached? | not) then "end" else empty end) end'

RUN='' TEXTS=0 SINCE_TOOL=0 TROUBLE='' ENDED='' NUMBERED='' PERCENT=-10

hear() { # DATA ID
    local told last
    last=$(kept last_id)
    if [[ $2 =~ ^[0-9]+$ ]]; then
        NUMBERED=yes
        [[ $last =~ ^[0-9]+$ ]] && (($2 <= last)) && return
    fi
    case $1 in '' | heartbeat) return ;; esac
    while IFS= read -r told; do
        case $told in
        beat) return ;;
        'run '*)
            [[ -z $RUN || $told == 'run ' || $told == "run $RUN" ]] || return
            [[ $told == 'run ' ]] || RUN=${told#run }
            ;;
        'fail '*) fail run "That did not work: ${told#fail }" ;;
        tool) SINCE_TOOL=0 ;;
        trouble) TROUBLE=yes ;;
        'text '*)
            TEXTS=$((TEXTS + 1)) SINCE_TOOL=$((SINCE_TOOL + 1)) TOLD=$SECONDS
            printf 'say %s\n' "${told#text }"
            ;;
        'progress '*)
            if ((${told#progress } >= PERCENT + 10)); then
                PERCENT=${told#progress } TOLD=$SECONDS
                printf 'progress %s %%\n' "$PERCENT"
            fi
            ;;
        end) ENDED=yes ;;
        esac
    done < <(jq -r "$EVENT" <<<"$1" 2>/dev/null)
    NEWS=$SECONDS
    [[ -n $2 ]] && keep last_id "$2"
    keep run "$RUN"
}

tick() { # once in two minutes; at MAX_S the caller is sent to `wait`
    if ((SECONDS - TOLD >= 120)); then
        TOLD=$SECONDS
        echo 'progress Still working ...'
    fi
    if ((SECONDS >= MAX_S)); then
        [[ -n ${STREAM:-} ]] && kill "$STREAM" 2>/dev/null
        echo 'later It goes on; run: wait'
        exit 75
    fi
}

# Hear one stream until it closes, breaks or has said its last. CODE is 0 if it was a stream, else the refusal.
listen() { # curl options
    local line part='' data='' id='' status
    : >"$DIR/headers"
    : >"$DIR/body"
    exec 3< <(
        curl -sS -N --connect-timeout 15 --max-time 900 -D "$DIR/headers" "${WHO[@]}" -H "@$DIR/auth" \
            -H 'Accept: text/event-stream' "$@" 2>/dev/null
        echo $? >"$DIR/curl"
    )
    STREAM=$!
    while [[ -z $ENDED ]] && ((SECONDS - NEWS < 600)); do
        if IFS= read -r -t 5 line <&3; then
            line=${part}${line%$'\r'} part=''
            case $line in
            'data:'*) line=${line#data:} data=$data${line# } ;;
            'id:'*) id=${line#id:} id=${id# } ;;
            '') [[ -n $data$id ]] && hear "$data" "$id"; data='' id='' ;;
            '{'*) printf '%s' "$line" >"$DIR/body" ;;
            esac
        else
            status=$?
            part=$part$line
            ((status > 128)) || break
        fi
        tick
    done
    exec 3<&-
    [[ $part == '{'* ]] && printf '%s' "$part" >"$DIR/body"
    kill "$STREAM" 2>/dev/null
    STREAM=''
    check_version
    STATUS=$(tr -d '\r' <"$DIR/headers" | sed -n 's/^HTTP[^ ]* \([0-9]*\).*/\1/p' | tail -n 1)
    CURL=$(cat "$DIR/curl" 2>/dev/null || echo 0)
    if [[ -z $STATUS ]]; then CODE=line; elif [[ $STATUS == 200 ]]; then CODE=0; else CODE=$(code_of "$STATUS"); fi
}

attach() { # open the stream again where it stopped; this form cannot start anything
    local pause last
    for pause in 0 3 6 12 24; do
        ((pause == 0)) || sleep "$pause"
        last=$(kept last_id)
        listen -G "$API/run_sse" -d "session_id=$(kept session)" ${last:+-d "last_event_id=$last"}
        [[ $CODE == 1001 ]] && sign_in
        [[ -n $ENDED || $STATUS == 404 || $STATUS == 405 ]] && return
        ((SECONDS - NEWS >= 600)) && return
    done
}

over() { # OTHER: whether our run is over, by what the server says or, where it does not, by a change that rests
    [[ -n $ENDED ]] && return 0
    jq -e -n --slurpfile b "$DIR/before" --slurpfile s "$DIR/state" --slurpfile o "$1" \
        "def seen: $SEEN; \$s[0] as \$s | if \$s.data.status then
            \$s.data.status != \"running\" and \$s.data.run != null and \$s.data.run.invocation_id != \$b[0].data.run.invocation_id?
        else (\$s | seen) != (\$b[0] | seen) and (\$s | seen) == (\$o[0] | seen) end" >/dev/null
}

watch() { # the slow way: read the state after 30 s, then every 60 s; five times the same is a failure
    local same=0 pause=30
    cp "$DIR/before" "$DIR/last"
    while ((same < 5)); do
        sleep "$pause"
        tick
        pause=60
        if read_state; then
            over "$DIR/last" && return
            if [[ "$(jq -c "$SEEN" "$DIR/state")" == "$(jq -c "$SEEN" "$DIR/last")" ]]; then same=$((same + 1)); else same=0; fi
            cp "$DIR/state" "$DIR/last"
        else
            same=$((same + 1))
        fi
    done
    fail lost "The connection was lost and nothing has changed since. It was not sent again, so nothing is charged twice. Ask whether to try again."
}

finish() { # hear the rest by whichever way is open, then say how it ended
    local failed
    if [[ -z $ENDED ]]; then
        if [[ -z $RUN ]] && read_state; then
            RUN=$(jq -r --slurpfile b "$DIR/before" '.data.run.invocation_id? // "" |
                select(. != ($b[0].data.run.invocation_id? // ""))' "$DIR/state")
        fi
        [[ -n $RUN ]] && attach
    fi
    if ! read_state || ! over "$DIR/before"; then
        if [[ -z $NUMBERED && $TEXTS -gt 0 && $(jq -r '.data.status? // ""' "$DIR/state") == '' ]]; then
            ENDED=yes # a server without numbers ends by closing
        elif ((SECONDS - NEWS >= 600)); then
            fail timeout "No news for ten minutes. It was not sent again, so nothing is charged twice. Ask for the status, or try again."
        else
            watch
        fi
    fi
    failed=$(jq -r --slurpfile b "$DIR/before" '.data.run? // {} | select(.status == "failed" or .status == "cancelled") |
        select(.invocation_id != $b[0].data.run.invocation_id?) | .error.message? // .error? // "it was stopped" | tostring' "$DIR/state")
    [[ -z $failed ]] || fail run "That did not work: $failed"
    if [[ -z $ENDED || $SINCE_TOOL == 0 ]]; then
        [[ -n $TROUBLE && $TEXTS == 0 ]] && echo 'say The server speaks of a temporary problem; what it did is below.'
        printf 'before %s\nafter %s\n' "$(jq -r "$SUMMARY" "$DIR/before")" "$(jq -r "$SUMMARY" "$DIR/state")"
    fi
    printf 'done %s\n' "$(jq -r "$SUMMARY" "$DIR/state")"
}

send() { # TEXT
    local body tries='' pause
    setup
    read_state || refuse
    cp "$DIR/state" "$DIR/before"
    keep run ''
    look /api/credits/balance/simple
    [[ $CODE == 0 && $(jq -r '.data.available' "$DIR/body") -le 0 ]] &&
        echo 'say There are no credits left, so a new video or a change may not start.'
    echo 'progress Got it. A change takes about half a minute, a new video a few minutes.'
    while true; do
        body=$(jq -nc --arg a "$APP" --arg s "$(kept session)" --arg t "$1" \
            '{app_name: $a, user_id: "me", session_id: $s, new_message: {parts: [{text: $t}]}}')
        listen -X POST "$API/run_sse" -H 'Content-Type: application/json' -d "$body"
        case $CODE in
        0) break ;;
        line) # only a line that was never made may be tried again
            [[ $CURL == [67] ]] || break
            [[ $tries == *line,line,* ]] && refuse
            sleep 2
            ;;
        *)
            # Beyond this nobody knows whether it arrived: it is not sent again.
            [[ $STATUS == 5* && $CODE != 503 ]] && break
            [[ $tries == *$CODE,* ]] && refuse
            case $CODE in
            1001) sign_in ;;
            1002)
                read_state || refuse
                cp "$DIR/state" "$DIR/before"
                ;;
            429 | 503) sleep 30 ;;
            3001)
                echo 'say The step before is not finished. Yours comes right after it.'
                pause=0
                while ((pause++ < 180)); do
                    sleep 5
                    tick
                    read_state && [[ $(jq -r '.data.status' "$DIR/state") != running ]] && break
                done
                cp "$DIR/state" "$DIR/before"
                ;;
            *) refuse ;;
            esac
            ;;
        esac
        tries=$tries$CODE,
    done
    NEWS=$SECONDS
    finish
}

hear_on() {
    [[ -s $DIR/before && -s $DIR/session ]] || fail request "Nothing was sent that could be waited for."
    RUN=$(kept run)
    finish
}

upload() { # FILE|URL...
    local item known again
    setup
    for item in "$@"; do
        case $item in http://* | https://*) ;; *) [[ -f $item ]] || fail file "There is no file $item. Check the name." ;; esac
    done
    for item in "$@"; do
        read_state || refuse
        known=$(jq -c '[.data.state.video_infos[]?.id]' "$DIR/state")
        for again in yes ''; do
            case $item in
            http://* | https://*)
                LIMIT_S=900 call POST "/api/upload-video/$APP/me/$(kept session)" -H 'Content-Type: application/json' \
                    -d "$(jq -nc --arg u "$item" '{urls: [$u], source_type: "url"}')"
                ;;
            *) LIMIT_S=900 call POST "/api/upload-video/$APP/me/$(kept session)" -F "files=@\"$item\"" ;;
            esac
            if [[ $CODE == line || $STATUS == 5* ]] && [[ -n $again ]]; then
                # It may have arrived all the same; only what is not there is sent again.
                read_state || refuse
                jq -e --argjson k "$known" '[.data.state.video_infos[]?.id] - $k | length > 0' "$DIR/state" >/dev/null && break
                continue
            fi
            [[ $CODE == 0 ]] || refuse
            break
        done
        printf 'say Received: %s\n' "${item##*/}"
    done
}

credits() {
    setup
    look /api/credits/balance/simple
    [[ $CODE == 0 ]] || refuse
    jq -r '"credits \(.data.available) available, \(.data.frozen) set aside, \(.data.total) in all"' "$DIR/body"
}

state() {
    setup
    read_state || refuse
    jq -r "$SUMMARY" "$DIR/state" | sed 's/^/say /'
    jq -r 'if .data.status == "running" then "progress It is still working." else empty end' "$DIR/state"
}

link() { # the page of the project; a claim link opens it, the token is never in it
    local url=''
    setup
    call POST /api/auth/claim-token -H 'Content-Type: application/json' \
        -d "$(jq -nc --arg t "$(kept task)" --arg s "$(kept session)" '{task_id: $t, session_id: $s}')"
    [[ $CODE == 0 ]] && url=$(jq -r --arg w "$WEB" '.data.url? // (if .data.claim_token? then "\($w)/workspace/claim?ct=\(.data.claim_token)" else "" end)' "$DIR/body")
    [[ -n $url ]] || url="$WEB/workspace/claim?task=$(kept task)&session=$(kept session)&skill_name=$NAME&skill_version=$VERSION&skill_source=$PLATFORM"
    printf 'link %s\n' "$url"
}

fetch() { # URL SIZE PART [curl options]: goes on where it broke, as long as anything comes
    local url=$1 size=$2 part=$3 had have=0 idle=0 got
    shift 3
    while ((idle < 3)); do
        had=$have
        curl -fsS -C - --connect-timeout 15 --speed-limit 1 --speed-time 60 -o "$part" "$@" "$url" 2>/dev/null
        got=$?
        have=0
        [[ -f $part ]] && have=$(wc -c <"$part")
        ((got == 0 && have > 0 && (size == 0 || have == size))) && return 0
        ((size > 0 && have == size)) && return 0
        ((got == 22)) && return 1
        if ((got == 33 || got == 36 || (size > 0 && have > size))); then
            rm -f "$part"
            have=0
        fi
        if ((have > had)); then idle=0; else idle=$((idle + 1)); fi
        sleep 1
    done
    return 1
}

export_file() { # [FILE]
    local target=${1:-video.mp4} id status polls again part url size half=''
    setup
    read_state || refuse
    jq -e 'any((.data.state.draft.t? // [])[]; (.sg | length) > 0)' "$DIR/state" >/dev/null ||
        fail empty "There is nothing to export yet. Make a video first."
    [[ -d $(dirname "$target") ]] || fail file "There is no folder $(dirname "$target")."
    case ${target##*.} in mov | avi | webm | mkv | gif) ;; *) set -- "$target" mp4 ;; esac
    echo 'progress Making the file, about 30 s'
    for again in yes ''; do
        id=render_$(date +%s)_$RANDOM
        jq -c --arg i "$id" --arg s "$(kept session)" --arg f "${2:-${target##*.}}" \
            '{id: $i, sessionId: $s, draft: .data.state.draft, output: {format: $f, quality: "high"}}' "$DIR/state" >"$DIR/render"
        call POST /api/render/proxy/lambda -H 'Content-Type: application/json' --data-binary "@$DIR/render"
        # Where nobody knows whether it arrived, the server is asked for it.
        [[ $CODE == line || $STATUS == 5* ]] && look "/api/render/proxy/lambda/$id"
        [[ $CODE == 0 || $CODE == 3004 || $CODE == 3002 || $STATUS == 5* ]] || refuse
        status=failed
        [[ $CODE == 0 ]] && status=$(jq -r '.status // .data.status' "$DIR/body")
        for ((polls = 0; polls < 10; polls++)); do
            [[ $status == completed || $status == failed ]] && break
            sleep 30
            look "/api/render/proxy/lambda/$id"
            [[ $CODE == 0 ]] || continue
            status=$(jq -r '.status // .data.status' "$DIR/body")
            [[ -z $half && $(jq -r '.progress // .data.progress // 0 | floor' "$DIR/body") -ge 50 && $status != completed ]] &&
                half=yes && echo 'progress 50 %'
        done
        [[ $status == failed && -n $again ]] || break
        echo 'progress The first try did not work; trying once more.'
    done
    [[ $status != failed ]] || fail render "The file could not be made. Ask whether to try again."
    [[ $status == completed ]] || fail render "Making the file takes longer than usual. Export again in a few minutes."
    url=$(jq -r '.output.url? // .data.output.url? // .outputUrl // .data.outputUrl' "$DIR/body")
    size=$(jq -r '.output.size? // .data.output.size? // 0' "$DIR/body")
    part=$(dirname "$target")/.$(basename "$target").part
    rm -f "$part"
    umask "$MASK" # the film is an ordinary file
    # The address of the file is public: no token goes there.
    if ! fetch "$url" "$size" "$part" && { rm -f "$part"; ! fetch "$API/api/render/proxy/$id/download" "$size" "$part" "${WHO[@]}" -H "@$DIR/auth"; }; then
        rm -f "$part"
        link
        fail download "The file is made, but the download keeps breaking off. The link shows it."
    fi
    mv "$part" "$target"
    echo 'say Your video is ready.'
    printf 'file %s\n' "$target"
    link
}

{ command -v curl && command -v jq; } >/dev/null || fail tools "curl and jq are needed; or use vivant.py."
MASK=$(umask)
umask 077
mkdir -p "$DIR" && [[ -O $DIR ]] || fail place "The folder $DIR cannot be used."
touch "$DIR/auth"
verb=${1:-}
[[ $# -gt 0 ]] && shift
case $verb in
setup) setup "$@" ;;
new) setup "$@" && begin "${1:-$(kept language)}" ;;
send)
    [[ -n ${1:-} ]] || fail request "Say what: send TEXT"
    send "$1"
    ;;
wait) hear_on ;;
upload)
    [[ $# -gt 0 ]] || fail request "Say what: upload FILE|URL"
    upload "$@"
    ;;
credits) credits ;;
state) state ;;
link) link ;;
export) export_file "$@" ;;
*) fail request "Say one of: setup send wait upload credits state export link new" ;;
esac
