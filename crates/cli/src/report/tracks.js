// The pictures: zoom, the time axis, the cursor, and clicks that seek.

/** Steps between the marks of a time axis, in seconds, and what a label needs, in pixels. */
const STEPS_S = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200];
const LABEL_PX = 74;
/** No less than this is shown, and the strip gets no wider than this. */
const MIN_SHOWN_S = 1;
const MAX_STRIP_PX = 400000;
const ZOOM_STEP = 1.6;

/** Seconds as minutes and seconds: 1:01.5, 1:02:03. */
function clockTime(seconds, nDigits) {
  const perSecond = 10 ** nDigits;
  const ticks = Math.round(seconds * perSecond);
  const whole = Math.floor(ticks / perSecond);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const head = hours ? `${hours}:${two(minutes)}` : `${minutes}`;
  const part = nDigits ? `.${String(ticks % perSecond).padStart(nDigits, "0")}` : "";
  return `${head}:${two(whole % 60)}${part}`;
}

class Tracks extends EventTarget {
  constructor(data) {
    super();
    this.data = data;
    this.zoom = 1;
    this.position = 0;
    const byId = (id) => document.getElementById(id);
    [this.stage, this.strip, this.cursor, this.hover] = ["stage", "strip", "cursor", "hover"].map(byId);
    this.axes = [...this.strip.querySelectorAll(".ticks")];
    this.listen();
    this.layOut();
  }

  listen() {
    new ResizeObserver(() => this.layOut()).observe(this.stage);
    this.stage.addEventListener("scroll", () => this.request(), { passive: true });
    this.strip.addEventListener("click", (event) => {
      const time = this.timeAt(event);
      if (time !== null) this.dispatchEvent(new CustomEvent("seek", { detail: time }));
    });
    this.strip.addEventListener("pointermove", (event) => this.showHover(event));
    this.strip.addEventListener("pointerleave", () => (this.hover.style.display = "none"));
    this.stage.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const anchor = event.clientX - this.stage.getBoundingClientRect().left - this.gutter;
      this.setZoom(this.zoom * 1.0025 ** -event.deltaY, anchor);
    }, { passive: false });
  }

  get maxZoom() {
    const bySeconds = this.data.duration / MIN_SHOWN_S;
    return Math.max(1, Math.min(bySeconds, MAX_STRIP_PX / this.shownPx));
  }

  /** Measures what the browser laid out. */
  layOut() {
    const plot = this.axes[0].getBoundingClientRect();
    this.gutter = this.axes[0].offsetLeft;
    this.shownPx = Math.max(1, this.stage.clientWidth - this.gutter - 16);
    this.plotPx = plot.width;
    this.zoom = Math.min(this.zoom, this.maxZoom);
    const root = document.documentElement;
    this.strip.style.setProperty("--zoom", this.zoom);
    root.classList.toggle("zoomed", this.plotPx / this.data.duration > 60);
    // Lines that stand close together are thin and faint, and those that touch are not there, so
    // that they do not hide the picture.
    const beatPx = this.plotPx / Math.max(1, this.data.beats.length);
    const between = (low, value, high) => Math.min(high, Math.max(low, value));
    const isSeen = 1.5 < beatPx;
    const looks = {
      "--beat-opacity": isSeen ? between(0.1, 0.1 + beatPx / 60, 0.8) : 0,
      "--beat-width": `${between(0.8, beatPx / 6, 1.6)}px`,
      "--onset-opacity": isSeen ? between(0.25, 0.2 + beatPx / 24, 1) : 0,
      "--onset-width": `${between(0.8, beatPx / 8, 2)}px`,
    };
    for (const [name, value] of Object.entries(looks)) this.strip.style.setProperty(name, value);
    this.request();
  }

  /** Zooms about a place, in pixels behind the numbers; else about the cursor, if it is seen. */
  setZoom(zoom, anchor) {
    const before = this.plotPx;
    const next = Math.min(Math.max(zoom, 1), this.maxZoom);
    const cursor = (this.position / this.data.duration) * before - this.stage.scrollLeft;
    const isSeen = 0 <= cursor && cursor <= this.shownPx;
    const at = anchor ?? (isSeen ? cursor : this.shownPx / 2);
    const share = (this.stage.scrollLeft + at) / before;
    this.zoom = next;
    this.strip.style.setProperty("--zoom", next);
    this.layOut();
    this.stage.scrollLeft = share * this.plotPx - at;
    this.dispatchEvent(new Event("zoom"));
  }

  zoomBy(steps) {
    this.setZoom(this.zoom * ZOOM_STEP ** steps);
  }

  /** The time under a pointer; null beside the pictures. */
  timeAt(event) {
    const x = event.clientX - this.axes[0].getBoundingClientRect().left;
    const isOnNumbers = event.clientX - this.stage.getBoundingClientRect().left < this.gutter;
    if (isOnNumbers || x < 0 || this.plotPx < x) return null;
    return (x / this.plotPx) * this.data.duration;
  }

  showHover(event) {
    const time = event.pointerType === "mouse" ? this.timeAt(event) : null;
    this.hover.style.display = time === null ? "none" : "block";
    if (time === null) return;
    this.hover.style.transform = `translateX(${(time / this.data.duration) * this.plotPx}px)`;
    this.hover.firstElementChild.textContent = clockTime(time, 2);
  }

  /** Moves the cursor; while it plays, the pictures turn like pages. */
  show(position, isPlaying) {
    const x = (position / this.data.duration) * this.plotPx;
    const wasSeen = this.isSeen((this.position / this.data.duration) * this.plotPx);
    this.position = position;
    this.cursor.style.transform = `translateX(${x}px)`;
    if (isPlaying && wasSeen && !this.isSeen(x)) this.stage.scrollLeft = x - 0.08 * this.shownPx;
  }

  /** Scrolls to the cursor. */
  reveal() {
    const x = (this.position / this.data.duration) * this.plotPx;
    if (!this.isSeen(x)) this.stage.scrollLeft = x - 0.3 * this.shownPx;
  }

  isSeen(x) {
    return this.stage.scrollLeft - 2 <= x && x <= this.stage.scrollLeft + this.shownPx + 2;
  }

  request() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.drawAxes();
      this.show(this.position, false);
    });
  }

  /** Marks for what is seen and a little behind it. */
  drawAxes() {
    const pxPerSecond = this.plotPx / this.data.duration;
    const step = STEPS_S.find((s) => LABEL_PX <= s * pxPerSecond) ?? STEPS_S.at(-1);
    const nDigits = step < 0.1 ? 2 : step < 1 ? 1 : 0;
    // No label reaches behind the numbers at the left.
    const hidden = this.stage.scrollLeft < 1 ? 0 : this.stage.scrollLeft + LABEL_PX / 3;
    const from = Math.ceil(hidden / pxPerSecond / step);
    const to = Math.min(this.data.duration / step + 1e-9, (this.stage.scrollLeft + this.shownPx) / pxPerSecond / step + 2);
    for (const axis of this.axes) {
      const marks = [];
      for (let i = from; i <= to; i++) {
        const mark = document.createElement("span");
        mark.style.left = `${((100 * i * step) / this.data.duration).toFixed(5)}%`;
        mark.textContent = clockTime(i * step, nDigits);
        if (i === 0) mark.className = "first";
        marks.push(mark);
      }
      axis.replaceChildren(...marks);
    }
  }
}

