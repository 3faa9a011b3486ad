#!/usr/bin/env bash
# Walks a skill's document from section 0 to 8 as an agent does that has bash, curl and jq: every command is the
# document's own, taken from it by test_server_walk.py. Only what stands in brackets there (<sid>, <msg>, {task_id},
# /path/to/file) is filled in.
#
#   walk.sh FOLDER LANGUAGE PHOTO <what the person says, a line each
#
# FOLDER holds auth.sh, session.sh, ... and `routes`, the table of section 2. Tells the person what an agent would.
set -euo pipefail
folder=$1 LANGUAGE=$2 photo=$3
SKILL_NAME=$(<"$folder/name") SKILL_VERSION=1.0.0 SKILL_SOURCE=${SKILL_SOURCE:-unknown}
NEMO_TOKEN='' SID='' TASK='' USER_ID='' n_sent=0
export SKILL_NAME SKILL_VERSION SKILL_SOURCE NEMO_TOKEN

fail() {
    printf 'walk: %s\n' "$*" >&2
    exit 1
}

run() { # COMMAND [PLACEHOLDER VALUE]...: a command of the document, its placeholders filled in
    local text
    text=$(<"$folder/$1.sh")
    shift
    while (($#)); do
        text=${text//"$1"/"$2"}
        shift 2
    done
    # What the document calls $API, $TOKEN and $WEB is said in its section 3.
    eval "$(<"$folder/variables.sh")"
    eval "$text"
}

want() { # WHAT JQ <JSON: fails unless the expression holds
    local answer
    answer=$(cat)
    jq -e --arg user "$USER_ID" "$2" >/dev/null <<<"$answer" || fail "$1: $answer"
}

refused() { # CODE JQ <JSON: the table of section 7
    want "code $1" ".code == $1 and (.message | length > 0) and ($2)"
}

told() { # STREAM: the texts that are for the person
    jq -rR 'select(startswith("data: ")) | .[6:] | fromjson | select(.partial != true) | .content.parts[]?.text // empty' "$1"
}

# --- section 1: a token and a session, in silence -----------------------------------------------------------------

set_up() {
    local answer
    answer=$(run first) # the client id is made and kept, a token comes
    want 'a token and 100 credits' '.code == 0 and .data.credits == 100 and (.data.token | startswith("nmv_usr_"))' <<<"$answer"
    NEMO_TOKEN=$(jq -r .data.token <<<"$answer")
    [[ -s ~/.config/nemovideo/client_id ]] || fail 'the client id is not kept'
    answer=$(run session '<lang>' "$LANGUAGE")
    want 'a session' '.code == 0 and (.data.session_id | test("^[0-9]{19}$")) and (.data.task_id | length > 0)' <<<"$answer"
    SID=$(jq -r .data.session_id <<<"$answer") TASK=$(jq -r .data.task_id <<<"$answer")
    USER_ID=$(jq -r .data.user_id <<<"$answer")
}

# --- section 3 -------------------------------------------------------------------------------------------------

upload() {
    local answer
    answer=$(run upload '<sid>' "$SID" /path/to/file "$photo")
    want 'an upload' '.code == 0 and .data.session_state_applied and .data.files[0].file_type == "image"' <<<"$answer"
}

quoted() { # WORDS: as they stand in a JSON text between single quotes
    local text
    text=$(jq -Rr '@json | .[1:-1]' <<<"$1")
    printf '%s' "${text//\'/\'\\\'\'}"
}

say() { # WORDS: sent once, the line cut while the first is worked on and taken up again
    local stream="$folder/stream.$n_sent" before after
    before=$(run state '<sid>' "$SID")
    n_sent=$((n_sent + 1))
    if ((n_sent == 1)); then
        cut_off "$1" "$stream"
    else
        run say '<sid>' "$SID" '<msg>' "$(quoted "$1")" >"$stream"
    fi
    after=$(run state '<sid>' "$SID")
    jq -en --argjson b "$before" --argjson a "$after" '$a.data.version > $b.data.version and $a.data.status == "idle"' \
        >/dev/null || fail "nothing has changed after: $1"
    [[ -n $(told "$stream") ]] || fail "no words after: $1"
    told "$stream"
}

cut_off() { # WORDS STREAM: section 3.6
    local hearing words
    words=$(quoted "$1")
    set -m
    run say '<sid>' "$SID" '<msg>' "$words" >"$2.cut" &
    set +m
    hearing=$!
    until run state '<sid>' "$SID" | jq -e '.data.run != null' >/dev/null; do
        [[ $(<"$2.cut") != '{'* ]] || fail "nothing began: $(<"$2.cut")"
        sleep 0.1
    done
    kill -- "-$hearing" 2>/dev/null || true
    wait "$hearing" 2>/dev/null || true
    if [[ $(<"$2.cut") == *turnComplete* ]]; then
        mv "$2.cut" "$2" # it was quicker than we
    else
        run say '<sid>' "$SID" '<msg>' "$words" >"$2"
    fi
    # Music and a title follow the raw video: both stages, in order, are in one stream that ends once.
    jq -R 'select(startswith("data: ")) | .[6:] | fromjson' "$2" | jq -es '
        [.[].customMetadata.stage_index // empty] as $stages | ($stages | sort) == $stages and ($stages | unique) == [1, 2]
        and ([.[] | select(.turnComplete)] | length) == 1 and (.[-1].turnComplete) and all(.[]; .errorCode == null)' \
        >/dev/null || fail "not two stages: $(<"$2")"
}

credits() {
    local answer
    answer=$(run credits)
    want credits '.code == 0 and .data.total == .data.available + .data.frozen' <<<"$answer"
    jq -r '"\(.data.available) credits"' <<<"$answer"
}

tracks() { # section 3.4: the line of tracks is made of the draft, by the mapping of its fields
    local state
    state=$(run state '<sid>' "$SID")
    want 'the fields of the state' '.data.state | .video_infos and .canvas_config and .generated_media' <<<"$state"
    jq -r 'def s: . / 100 | round / 10;
        def part: "\(.m.name // .txt.c) (\(.s // 0 | s)-\((.s // 0) + .d | s)s)";
        .data.state.draft.t as $t | [$t | to_entries[] |
            "\(.key + 1). \({"0": "Video", "1": "BGM", "7": "Title"}["\(.value.tt)"]): \([.value.sg[] | part] | join(", "))"] |
        "Timeline (\($t | length) tracks): \(join(" "))"' <<<"$state"
}

deliver() {
    local state draft stamp answer polls=0
    state=$(run state '<sid>' "$SID")
    want 'a draft that is ready' 'any(.data.state.draft.t[]; (.sg | length) > 0)' <<<"$state"
    draft=$(jq -c .data.state.draft <<<"$state")
    stamp=$(date +%s)
    answer=$(run submit '<ts>' "$stamp" '<sid>' "$SID" '<json>' "${draft//\'/\'\\\'\'}")
    while jq -e '.status == "pending" or .status == "processing"' <<<"$answer" >/dev/null; do
        ((polls++ < 600)) || fail 'the export does not end'
        sleep 0.5
        answer=$(run poll '<id>' "render_$stamp")
    done
    want 'an export' '.status == "completed" and .output.url' <<<"$answer"
    curl -s "$(jq -r .output.url <<<"$answer")" >"$folder/video.mp4"
    curl -s "$(run download '<id>' "render_$stamp")" -H "Authorization: Bearer $NEMO_TOKEN" >"$folder/again.mp4"
    page
    echo '✅ Video ready!'
}

page() { # the link that is given with the session and with the film opens the project, and hides the token
    local link where
    link=$(run link '{task_id}' "$TASK" '{session_id}' "$SID")
    where=$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' "$link")
    [[ $where == 303\ *ct=clm_* && $where != *nmv_usr_* ]] || fail "the link leads nowhere: $where"
    [[ $(curl -s -L -c "$folder/cookies" "$link") == *'<html'* ]] || fail 'the page of the project is none'
}

# --- section 2: every message goes its way -----------------------------------------------------------------------

way_of() { # WORDS: the section that the table of the document names, 3.1 for everything else
    local word section
    while IFS=$'\t' read -r word section; do
        if [[ $1 == "$word" ]]; then
            echo "$section"
            return
        fi
    done <"$folder/routes"
    echo 3.1
}

answer() { # WORDS
    case $(way_of "$1") in
    3.1) say "$1" ;;
    3.2) upload ;;
    3.3) credits ;;
    3.4) tracks ;;
    3.5) deliver ;;
    esac
}

# --- sections 6 to 8: limits, errors, version and rights ---------------------------------------------------------

mistakes() {
    local kept=$SID small="$folder/small.png" text="$folder/notes.txt" large="$folder/large.mp4"
    (CLIENT_ID='' run auth) | refused 400 '.data.reason == "missing_client_id"'
    (CLIENT_ID=$(<~/.config/nemovideo/client_id) run auth) | refused 429 '.data.reason == "client"'
    (NEMO_TOKEN=nmv_usr_wrong run credits) | refused 1001 true
    run state '<sid>' 1 | refused 1002 true
    run upload '<sid>' "$kept" /path/to/file "$small" | refused 4001 '.data.reason == "image_too_small"'
    run upload '<sid>' "$kept" /path/to/file "$text" | refused 4001 '.data.supported | index("mp4") != null'
    run upload '<sid>' "$kept" /path/to/file "$large" | refused 4002 '.data.limit_bytes > 0'
    run upload_url '<sid>' "$kept" '<url>' http://127.0.0.1:1/a.png | refused 4003 '.data.reason == "private_address"'
    (SKILL_SOURCE='' run submit '<ts>' none '<sid>' "$kept" '<json>' '{}') |
        refused 402 '.data == {reason: "attribution", missing: ["X-Skill-Platform"]}'
    SID=$(run session '<lang>' "$LANGUAGE" | jq -r .data.session_id)
    run submit '<ts>' empty '<sid>' "$SID" '<json>' '{"t":[]}' | refused 3005 true
    upload
    # shellcheck disable=SC2016
    run say '<sid>' "$SID" '<msg>' 'slow push in' |
        refused 2001 '.data.available < .data.required and (.data.register_url | endswith("?bind=" + $user))'
    SID=$kept
    curl -s "$NEMO_API_URL/api/tokens" -H "Authorization: Bearer $NEMO_TOKEN" | refused 403 '.data.required_scope == "*"'
    [[ $(curl -s -o /dev/null -w '%header{x-api-version}' "$NEMO_API_URL/version") == 1.0 ]] || fail 'no version is told'
}

set_up
page
while IFS= read -r words <&3; do answer "$words"; done 3<&0 </dev/null
mistakes
