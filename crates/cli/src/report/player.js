// The player: two sounds that run in step, mixed into what is to be heard.
//
// The recording and its harmonic part are decoded into buffers. The percussive part is their difference,
// so that any of the three is a sum of the two with factors of 1, 0 and -1; clicks are a third buffer.
// Where the browser cannot do this, the recording's <audio> element plays alone.

/** How much of the recording and of its harmonic part makes each choice. */
const MIXES = { recording: [1, 0], harmonic: [0, 1], percussive: [1, -1] };
/** How long a change of the mix takes, in seconds: short, but no crackle. */
const FADE_S = 0.015;
/** A click is a decaying tone, as librosa's. */
const CLICK = { hz: 1000, seconds: 0.1, level: 0.7 };

class Player extends EventTarget {
  /** `data` is the page's; the elements hold the sounds. */
  constructor(data, recording, harmonic) {
    super();
    this.data = data;
    this.elements = [recording, harmonic];
    this.end = Math.min(data.duration, data.soundDuration);
    this.part = "recording";
    this.hasClicks = false;
    this.volume = 0.9;
    this.playing = false;
    this.canMix = true;
    this.offset = 0; // where it stands, or where it began to play
    this.sources = [];
  }

  /** Where it stands, in seconds. */
  get position() {
    if (!this.playing) return this.offset;
    if (!this.canMix) return this.elements[0].currentTime;
    // What is heard left the mixer a little earlier.
    const heard = this.context.currentTime - this.started - (this.context.outputLatency || 0);
    return Math.min(this.offset + Math.max(heard, 0), this.end);
  }

  async toggle() {
    if (this.playing) this.pause();
    else await this.play();
  }

  async play() {
    if (this.playing || this.preparing) return;
    if (!this.buffers && this.canMix) await this.prepare();
    // Behind the end of the sound there is nothing to play.
    if (this.end - 0.05 <= this.offset) this.offset = 0;
    if (this.canMix) {
      await this.context.resume();
      this.start();
    } else {
      this.elements[0].currentTime = this.offset;
      this.elements[0].volume = this.volume;
      await this.elements[0].play();
    }
    this.tell();
  }

  pause() {
    if (!this.playing) return;
    this.offset = this.position;
    this.playing = false;
    if (this.canMix) this.stop();
    else this.elements[0].pause();
    this.tell();
  }

  seek(seconds) {
    const position = Math.min(Math.max(seconds, 0), this.data.duration);
    if (this.playing && this.end <= position) this.pause();
    this.offset = position;
    if (this.playing && this.canMix) {
      this.stop();
      this.start();
    } else if (!this.canMix) {
      this.elements[0].currentTime = position;
    }
    this.tell();
  }

  setPart(part) {
    this.part = part;
    this.mix();
  }

  setClicks(hasClicks) {
    this.hasClicks = hasClicks;
    this.mix();
  }

  setVolume(volume) {
    this.volume = volume;
    this.elements[0].volume = volume;
    this.mix();
  }

  /** Decodes the sounds when they are first needed. */
  async prepare() {
    this.preparing = true;
    this.tell();
    try {
      // The phone's switch for silence is for the ringing, not for music.
      if (navigator.audioSession) navigator.audioSession.type = "playback";
      this.context = new AudioContext({ sampleRate: this.data.sampleRate });
      this.buffers = await Promise.all(this.elements.map((element) => this.decode(element)));
      this.buffers.push(this.clickTrack());
      this.output = new GainNode(this.context, { gain: this.volume });
      this.output.connect(this.context.destination);
      this.gains = this.buffers.map(() => new GainNode(this.context, { gain: 0 }));
      for (const gain of this.gains) gain.connect(this.output);
    } catch (error) {
      this.canMix = false;
      this.follow(this.elements[0]);
    }
    this.preparing = false;
  }

  /** Where nothing can be mixed, an element with its own buttons plays. */
  follow(element) {
    element.addEventListener("play", () => {
      this.playing = true;
      this.tell();
    });
    for (const kind of ["pause", "seeked"]) {
      element.addEventListener(kind, () => {
        this.playing = !element.paused;
        this.offset = element.currentTime;
        this.tell();
      });
    }
  }

  decode(element) {
    const text = atob(element.src.slice(element.src.indexOf(",") + 1));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return this.context.decodeAudioData(bytes.buffer);
  }

  clickTrack() {
    const rate = this.context.sampleRate;
    const buffer = new AudioBuffer({ length: Math.ceil(this.end * rate) || 1, sampleRate: rate });
    const samples = buffer.getChannelData(0);
    const length = Math.round(CLICK.seconds * rate);
    for (const beat of this.data.beats) {
      const first = Math.round(beat * rate);
      for (let i = 0; i < length && first + i < samples.length; i++) {
        const decay = 2 ** ((-10 * i) / length);
        samples[first + i] = CLICK.level * decay * Math.sin((2 * Math.PI * CLICK.hz * i) / rate);
      }
    }
    return buffer;
  }

  start() {
    const when = this.context.currentTime + 0.02;
    this.sources = this.buffers.map((buffer, i) => {
      const source = new AudioBufferSourceNode(this.context, { buffer });
      source.connect(this.gains[i]);
      source.start(when, this.offset);
      return source;
    });
    this.sources[0].addEventListener("ended", (event) => {
      if (event.target === this.sources[0]) this.finish();
    });
    this.started = when;
    this.playing = true;
    this.mix();
  }

  stop() {
    const sources = this.sources;
    this.sources = [];
    for (const source of sources) source.stop();
  }

  /** The sound is over. */
  finish() {
    if (!this.playing) return;
    this.playing = false;
    this.sources = [];
    this.offset = this.end;
    this.tell();
  }

  mix() {
    if (!this.gains) return;
    const now = this.context.currentTime;
    const factors = [...MIXES[this.part], this.hasClicks ? 1 : 0];
    factors.forEach((factor, i) => this.gains[i].gain.setTargetAtTime(factor, now, FADE_S));
    this.output.gain.setTargetAtTime(this.volume, now, FADE_S);
  }

  tell() {
    this.dispatchEvent(new Event("change"));
  }
}

