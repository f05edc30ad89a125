#!/usr/bin/env python3
"""Opens reports of `onkai analyze --report` in headless Chromium and uses them as a reader would.

    python3 -m venv venv && venv/bin/pip install websocket-client
    venv/bin/python crates/cli/tests/browser/check.py onkai-out/demo/report.html [SCREENSHOTS]

It checks that the page loads without an error or a request, that the player plays and every part of it
sounds, that a click in a picture seeks, that layers, languages, colours, zoom and keys work, and that the
page is readable without JavaScript; into the folder SCREENSHOTS it puts pictures to look at. CHROMIUM names
another browser than `chromium`. It is not a part of `cargo test`, which needs no browser.
"""

import base64
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

import websocket

WIDE, PHONE = (1280, 900), (390, 844)


class Browser:
    """A headless Chromium, asked through its DevTools protocol."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = [
            os.environ.get("CHROMIUM", "chromium"), "--headless=new", "--no-sandbox", "--disable-gpu",
            "--remote-debugging-port=0", "--remote-allow-origins=*", "--hide-scrollbars",
            f"--user-data-dir={self.profile.name}", "--lang=en-US", "about:blank",
        ]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        port_file = pathlib.Path(self.profile.name, "DevToolsActivePort")
        for _ in range(200):
            if port_file.exists() and "\n" in port_file.read_text():
                break
            time.sleep(0.1)
        self.port = port_file.read_text().split()[0]

    def page(self):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/json/new?about:blank", method="PUT")
        return Page(json.load(urllib.request.urlopen(request))["webSocketDebuggerUrl"])

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.profile.cleanup()


class Page:
    """One page, and what it complained about."""

    def __init__(self, address):
        self.socket = websocket.create_connection(address, timeout=60)
        self.ids = itertools.count(1)
        self.problems, self.requests, self.has_loaded = [], [], False
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.ask(f"{domain}.enable")

    def ask(self, method, **params):
        number = next(self.ids)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.note(message)

    def note(self, message):
        kind, params = message["method"], message["params"]
        if kind == "Runtime.exceptionThrown":
            self.problems.append(params["exceptionDetails"].get("exception", {}).get("description"))
        elif kind == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.problems.append(str(params["args"]))
        elif kind == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.problems.append(params["entry"]["text"])
        elif kind == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"][:80])
        elif kind == "Page.loadEventFired":
            self.has_loaded = True

    def open(self, path, size=WIDE, scripts=True, dark=False, language="en-US", scale=1):
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.ask("Emulation.setLocaleOverride", locale=language.replace("-", "_"))
        self.ask("Emulation.setUserAgentOverride", userAgent="check", acceptLanguage=language)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1],
                 deviceScaleFactor=scale, mobile=size == PHONE)
        self.has_loaded = False
        self.ask("Page.navigate", url=path.resolve().as_uri())
        for _ in range(600):
            if self.has_loaded:
                break
            time.sleep(0.05)
            self.ask("Runtime.evaluate", expression="0") if scripts else self.ask("Page.getLayoutMetrics")
        time.sleep(0.3)

    def value(self, expression):
        """The value of JavaScript, which may be a promise."""
        result = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def click(self, selector, across=0.5, down=0.5):
        box = self.value(f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
                         "e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect();"
                         "return [b.x, b.y, b.width, b.height]; })()")
        place = {"x": box[0] + across * box[2], "y": box[1] + down * box[3]}
        self.ask("Input.dispatchMouseEvent", type="mouseMoved", **place)
        for kind in ["mousePressed", "mouseReleased"]:
            self.ask("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)
        time.sleep(0.15)

    def key(self, key, code=None, text=None):
        event = {"key": key, "code": code or key, "windowsVirtualKeyCode": ord(key[0]) if len(key) == 1 else 0}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **event, **({"text": text or key} if len(key) == 1 else {}))
        self.ask("Input.dispatchKeyEvent", type="keyUp", **event)
        time.sleep(0.15)

    def position(self):
        return float(self.value("document.querySelector('#position').value"))

    def screenshot(self, folder, name, whole=True):
        if folder is None:
            return
        image = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole,
                         **({"clip": self.whole()} if whole else {}))
        (folder / f"{name}.png").write_bytes(base64.b64decode(image["data"]))

    def whole(self):
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        return {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}

    def shown(self, selector):
        return self.value(f"getComputedStyle(document.querySelector({json.dumps(selector)})).display !== 'none'")


def check(name, holds, detail=""):
    print(f"{'ok  ' if holds else 'FAIL'} {name}" + (f" ({detail})" if detail != "" else ""))
    check.failed += not holds


check.failed = 0


def listen(page):
    """The player plays, and each part sounds as it should."""
    page.click("#play")
    time.sleep(0.8)
    first = page.position()
    time.sleep(0.7)
    second = page.position()
    check("the player plays", 0.3 < second - first < 1.2, f"{first:.2f} s to {second:.2f} s")
    check("the button says pause", page.value("document.querySelector('#play').ariaLabel") == "Pause")
    check("the cursor follows", page.value("document.querySelector('#cursor').style.transform") != "translateX(0px)")
    page.key(" ", "Space")
    stopped = page.position()
    time.sleep(0.3)
    check("the space bar stops it", stopped == page.position(), f"{stopped:.2f} s")
    levels = page.value("""(async () => {
      const decode = async (id) => {
        const text = atob(document.getElementById(id).src.split(",")[1]);
        const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
        const context = new OfflineAudioContext(1, 1, JSON.parse(document.getElementById("data").textContent).sampleRate);
        return (await context.decodeAudioData(bytes.buffer)).getChannelData(0);
      };
      const [all, harmonic] = [await decode("sound-recording"), await decode("sound-harmonic")];
      const rms = (f) => Math.sqrt(all.reduce((sum, v, i) => sum + f(v, harmonic[i]) ** 2, 0) / all.length);
      return { seconds: all.length, same: all.length === harmonic.length,
        all: rms((v) => v), harmonic: rms((v, h) => h), percussive: rms((v, h) => v - h) };
    })()""")
    check("both sounds are decoded and of one length", levels["same"], levels["seconds"])
    sounding = all(0.001 < levels[part] < 1 for part in ["all", "harmonic", "percussive"])
    check("recording, harmonic and percussive part sound", sounding,
          ", ".join(f"{part} {levels[part]:.3f}" for part in ["all", "harmonic", "percussive"]))
    for key, part in [("2", "harmonic"), ("3", "percussive"), ("1", "recording")]:
        page.key(key)
        check(f"the key {key} chooses the {part}", page.value("document.querySelector('[name=part]:checked').value") == part)
    page.key("c")
    check("the key c switches the clicks on", page.value("document.querySelector('#clicks').checked"))
    page.key("c")


def look(page):
    """Clicks in pictures seek, layers toggle, the pictures zoom."""
    duration = float(page.value("document.querySelector('#position').max"))
    for selector, across in [(".spectrogram .plot", 0.5), (".waveform .plot", 0.25), (".strength .plot", 0.75)]:
        page.click(selector, across)
        check(f"a click in {selector.split()[0][1:]} seeks", abs(page.position() - across * duration) < 0.01 * duration,
              f"{page.position():.2f} s")
    for layer, key in [("beats", "b"), ("onsets", "o")]:
        before = page.shown(f".spectrogram .layer.{layer}")
        page.click(f"#layer-{layer}")
        between = page.shown(f".spectrogram .layer.{layer}")
        page.key(key)
        after = page.shown(f".spectrogram .layer.{layer}")
        check(f"the layer of {layer} goes off and on", (before, between, after) == (True, False, True))
    page.key("Home")
    check("Home goes to the beginning", page.position() == 0)
    page.value("document.activeElement.blur()")
    page.key("ArrowRight")
    check("the right arrow goes on by 5 s", abs(page.position() - 5) < 0.02, f"{page.position():.2f} s")
    page.key(".")
    check("the full stop goes to the next beat", 5 < page.position() < 7, f"{page.position():.2f} s")
    page.click("table.times tbody tr:nth-child(3) a")
    time_shown = float(page.value("document.querySelector('table.times tbody tr:nth-child(3)').dataset.t"))
    check("a time in a table seeks", abs(page.position() - time_shown) < 0.02, f"{page.position():.2f} s")
    page.key("+")
    page.click("#zoom-in")
    widths = page.value("['strip', 'stage'].map((id) => document.getElementById(id).getBoundingClientRect().width)")
    check("the pictures zoom", 2.2 < widths[0] / widths[1] < 2.8, f"{widths[0] / widths[1]:.2f}")
    page.click(".chroma .gutter", 0.5)
    marks = page.value("document.querySelectorAll('.ticks')[0].children.length")
    check("the axis has marks", 3 < marks < 60, marks)


def run(report, folder):
    browser = Browser()
    try:
        page = browser.page()
        page.open(report)
        check("the page loads without a complaint", page.problems == [], page.problems or "")
        page.screenshot(folder, "wide-light")
        listen(page)
        look(page)
        page.value("scrollTo(0, document.querySelector('#stage').offsetTop - 170)")
        time.sleep(0.3)
        page.screenshot(folder, "zoomed", whole=False)
        for _ in range(5):
            page.key("+")
        page.screenshot(folder, "zoomed-far", whole=False)
        page.key("0")
        page.key("?", text="?")
        check("the question mark opens the list of keys", page.value("document.querySelector('#keys').open"))
        page.screenshot(folder, "keys", whole=False)
        page.value("document.querySelector('#keys').close()")
        page.click("#language label:nth-of-type(2)")
        check("the other language shows", page.shown("h2 span[lang=ja]") and not page.shown("h2 span[lang=en]"))
        check("labels are translated", page.value("document.querySelector('#play').ariaLabel") == "再生")
        page.click("#theme label:nth-of-type(3)")
        check("dark colours can be chosen", page.value("getComputedStyle(document.body).backgroundColor") == "rgb(19, 20, 24)")
        page.screenshot(folder, "wide-dark-ja")
        page.value("localStorage.clear()")
        page.open(report, PHONE, scale=2, language="ja-JP")
        check("the browser's language comes first", page.shown("h2 span[lang=ja]"))
        widths = page.value("[document.documentElement.scrollWidth, innerWidth]")
        check("nothing sticks out of a phone", widths[0] <= widths[1], widths)
        page.screenshot(folder, "phone-light-ja")
        page.screenshot(folder, "phone-top", whole=False)
        page.open(report, PHONE, dark=True, scale=2)
        page.screenshot(folder, "phone-dark")
        without = page.ask("Page.addScriptToEvaluateOnNewDocument", source="delete window.AudioContext")
        page.open(report)
        page.click("#play")
        time.sleep(1)
        first = page.position()
        time.sleep(0.6)
        check("where nothing can be mixed, the recording plays", 0.2 < page.position() - first < 1.5)
        check("and its own buttons show", page.shown("#sounds") and page.value("document.querySelector('#clicks').disabled"))
        page.click(".chroma .plot", 0.5)
        check("and a click seeks there, too", page.value("document.querySelector('audio').currentTime") > 0.4 * page.position())
        page.ask("Page.removeScriptToEvaluateOnNewDocument", identifier=without["identifier"])
        page.open(report, scripts=False)
        page.screenshot(folder, "plain-wide")
        page.open(report, PHONE, scripts=False, scale=2)
        page.screenshot(folder, "plain-phone")
        check("nothing complained until the end", page.problems == [], page.problems or "")
        foreign = [url for url in page.requests if not url.startswith(("data:", "file:", "about:", "blob:"))]
        check("nothing was asked from the network", foreign == [], foreign or "")
    finally:
        browser.close()


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    report = pathlib.Path(sys.argv[1])
    if not report.is_file():
        sys.exit(f"{report}: no such report")
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    run(report, folder)
    sys.exit(1 if check.failed else 0)


if __name__ == "__main__":
    main()
