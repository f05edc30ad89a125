//! All words of a report, in English and in Japanese.
//!
//! A report holds both: the reader, who need not be the one who made it, chooses in the page, and sees
//! the language of the browser at first. Without JavaScript the choice works, too, as style sheets do
//! it: text stands in the page twice, and one of the two is shown.

use onkai_plot::escape_markup;

/// A word or a sentence, in both languages.
struct Word {
    key: &'static str,
    english: &'static str,
    japanese: &'static str,
}

const fn word(key: &'static str, english: &'static str, japanese: &'static str) -> Word {
    Word { key, english, japanese }
}

const WORDS: &[Word] = &[
    // the head
    word("report", "Listening report", "試聴レポート"),
    word("demo_title", "Built-in clip", "内蔵の音源"),
    word("skip", "Skip to the player", "プレーヤーへ移動"),
    word("language", "Language", "言語"),
    word("theme", "Colours", "配色"),
    word("theme_auto", "Auto", "自動"),
    word("theme_light", "Light", "ライト"),
    word("theme_dark", "Dark", "ダーク"),
    word("facts", "Facts", "概要"),
    word("length", "Length", "長さ"),
    word("tempo", "Tempo", "テンポ"),
    word("beats", "Beats", "拍"),
    word("onsets", "Onsets", "音の立ち上がり"),
    word("none_found", "none found", "検出なし"),
    word("channels", "channels", "チャンネル"),
    word("one_channel", "1 channel", "1チャンネル"),
    word("analysed_as", "Analysed as", "解析時:"),
    // the player
    word("player", "Player", "プレーヤー"),
    word("play", "Play", "再生"),
    word("pause", "Pause", "一時停止"),
    word("position", "Position", "再生位置"),
    word("of", "of", "/"),
    word("listen", "Listen to", "聴く音"),
    word("recording", "Recording", "元の音"),
    word("harmonic", "Harmonic", "調波音"),
    word("percussive", "Percussive", "打楽器音"),
    word("clicks", "Click on every beat", "拍ごとのクリック"),
    word("volume", "Volume", "音量"),
    word("sounds", "Sounds", "音声"),
    word(
        "plain_sounds",
        "With JavaScript switched off, these two can be heard; the percussive part, the clicks, zooming \
         and the moving cursor need it.",
        "JavaScriptが無効なため、次の二つの音声だけを再生できます。打楽器音、クリック、拡大、\
         再生カーソルにはJavaScriptが必要です。",
    ),
    word(
        "sound_failed",
        "This browser could not prepare the sounds for mixing; the plain players stand below.",
        "このブラウザーでは音声のミックスを準備できませんでした。下の標準プレーヤーをお使いください。",
    ),
    word("preparing", "Preparing the sounds …", "音声を準備しています…"),
    // the pictures
    word("pictures", "Pictures", "図"),
    word("layers", "Marks", "目印"),
    word("zoom", "Zoom", "拡大"),
    word("zoom_in", "Zoom in", "拡大する"),
    word("zoom_out", "Zoom out", "縮小する"),
    word("zoom_fit", "Whole recording", "全体を表示"),
    word(
        "stage",
        "Pictures on one time axis; a click goes to that moment",
        "共通の時間軸上の図。クリックした時点へ移動",
    ),
    word(
        "hint",
        "Click or tap a picture to go to that moment.",
        "図をクリックまたはタップすると、その時点へ移動します。",
    ),
    word("time", "Time", "時間"),
    word("waveform", "Waveform", "波形"),
    word("spectrogram", "Spectrogram", "スペクトログラム"),
    word("constant_q", "Constant-Q transform", "定Q変換"),
    word("chroma", "Pitch classes", "ピッチクラス（クロマ）"),
    word("strength", "Onset strength", "立ち上がりの強さ"),
    word("unit_waveform", "amplitude", "振幅"),
    word("unit_spectrogram", "Hz", "Hz"),
    word("unit_constant_q", "note", "音名"),
    word("unit_chroma", "share of the strongest", "最も強い音を1とした割合"),
    word("unit_strength", "dB", "dB"),
    // the tables
    word("tables", "Tables", "表"),
    word("number", "No.", "番号"),
    word("pulse", "BPM to next", "次の拍までのBPM"),
    word("strength_db", "Strength (dB)", "強さ（dB）"),
    word("pitch_classes", "Pitch classes on the average", "ピッチクラスの平均"),
    word("pitch_class", "Class", "音名"),
    word("mean", "Mean", "平均"),
    word("nothing", "None found.", "検出されませんでした。"),
    // the notes
    word("notes", "Notes", "注記"),
    word(
        "note_frames",
        "Times are those of frames of 512 samples (23 ms). Onset strength is the mean rise of the mel bands \
         in decibels; beats are found by dynamic programming over it.",
        "時刻は512サンプル（23ミリ秒）のフレーム単位です。立ち上がりの強さはメル帯域の増加量（dB）の平均で、\
         拍はそれに動的計画法を適用して求めています。",
    ),
    word(
        "note_sound",
        "Sound here is one channel of up to 16 bits at {0} Hz, lossless FLAC. The percussive part is the recording \
         less the harmonic part, computed in the browser.",
        "このページの音声は1チャンネル、最大16ビット、{0} HzのロスレスFLACです。打楽器音は元の音から調波音を\
         引いて、ブラウザー内で計算しています。",
    ),
    word(
        "note_limit",
        "The recording is long: only its first {0} can be heard here. Pictures and tables cover all of it.",
        "録音が長いため、ここで聴けるのは最初の{0}だけです。図と表は全体を示しています。",
    ),
    word(
        "note_offline",
        "This file loads nothing from the network and sends nothing.",
        "このファイルはネットワークから何も読み込まず、何も送信しません。",
    ),
    // the keys
    word("help", "Keyboard shortcuts", "キーボード操作"),
    word("close", "Close", "閉じる"),
    word("key_space", "Space", "スペース"),
    word("key_play", "play or pause", "再生・一時停止"),
    word("key_arrows", "back or forward 5 s; with Shift 1 s", "5秒戻る・進む（Shiftで1秒）"),
    word("key_beats", "previous or next beat", "前の拍・次の拍"),
    word("key_ends", "beginning or end", "先頭・末尾"),
    word("key_zoom", "zoom in, out, whole recording", "拡大・縮小・全体表示"),
    word("key_layers", "beats, onsets on or off", "拍・立ち上がりの表示切替"),
    word("key_parts", "recording, harmonic, percussive", "元の音・調波音・打楽器音"),
    word("key_clicks", "clicks on or off", "クリックの切替"),
    word("key_language", "other language", "言語の切替"),
    word("key_help", "this list", "この一覧"),
];

fn find(key: &str) -> &'static Word {
    WORDS.iter().find(|word| word.key == key).unwrap_or_else(|| panic!("there is no word `{key}`"))
}

/// A word in both languages, of which the page shows one.
pub(super) fn both(key: &str) -> String {
    both_with(key, "")
}

/// As [`both`], with `value`, which is HTML, in the place `{0}`.
pub(super) fn both_with(key: &str, value: &str) -> String {
    let Word { english, japanese, .. } = find(key);
    let [english, japanese] =
        [english, japanese].map(|text| escape_markup(text).replace("{0}", value));
    format!("<span lang=\"en\">{english}</span><span lang=\"ja\">{japanese}</span>")
}

/// A label for who does not see the page: in English, until the script says which language it is.
pub(super) fn label(key: &str) -> String {
    format!("aria-label=\"{}\" data-label=\"{key}\"", escape_markup(find(key).english))
}

/// All words, for the script: `{"en": {key: text}, "ja": {key: text}}`.
pub(super) fn json() -> serde_json::Value {
    let of = |text: fn(&Word) -> &str| -> serde_json::Map<String, serde_json::Value> {
        WORDS.iter().map(|word| (word.key.to_owned(), text(word).into())).collect()
    };
    serde_json::json!({ "en": of(|word| word.english), "ja": of(|word| word.japanese) })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_word_stands_once_and_in_both_languages() {
        let mut keys = HashSet::new();
        for Word { key, english, japanese } in WORDS {
            assert!(keys.insert(key), "{key} stands twice");
            assert!(!english.trim().is_empty() && !japanese.trim().is_empty(), "{key}");
            assert_eq!(english.contains("{0}"), japanese.contains("{0}"), "{key}");
            // Japanese has letters of its own, but for units and signs.
            let is_japanese = japanese.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
            let is_sign = ["of", "unit_spectrogram", "unit_strength"].contains(key);
            assert!(is_japanese || is_sign, "{key}: {japanese}");
        }
    }

    #[test]
    fn every_word_is_used() {
        let sources = [
            include_str!("page.html"),
            include_str!("main.js"),
            include_str!("page.rs"),
            include_str!("facts.rs"),
            include_str!("tables.rs"),
            include_str!("tracks.rs"),
        ];
        for Word { key, .. } in WORDS {
            let key = key.strip_prefix("unit_").unwrap_or(key);
            let uses = [format!(" {key}}}}}"), format!("\"{key}\""), format!("words.{key}")];
            let is_used = |source: &&str| uses.iter().any(|text| source.contains(text));
            assert!(sources.iter().any(is_used), "nothing uses `{key}`");
        }
    }

    #[test]
    fn words_are_spans_and_labels() {
        assert_eq!(both("play"), "<span lang=\"en\">Play</span><span lang=\"ja\">再生</span>");
        assert_eq!(label("play"), "aria-label=\"Play\" data-label=\"play\"");
        assert!(both_with("note_limit", "10:00").contains("first 10:00 can"));
    }
}
