"use strict";

// Replays the screens of a terminal. The text of programs is only ever set as text.
class Player {
  constructor(element) {
    const data = JSON.parse(element.querySelector("script").textContent);
    this.frames = data.frames;
    this.marks = data.marks;
    this.find = (selector) => element.querySelector(selector);
    this.range = this.find("input");
    this.range.max = this.frames.length - 1;
    this.timer = 0;
    this.find(".play").onclick = () => (this.timer ? this.pause() : this.play());
    this.find(".back").onclick = () => this.seek(this.position - 1);
    this.find(".next").onclick = () => this.seek(this.position + 1);
    this.range.oninput = () => this.seek(Number(this.range.value));
    this.find(".controls").hidden = false;
    this.find(".mark").hidden = false;
    this.show(this.frames.length - 1);
  }

  play() {
    this.find(".play").textContent = "Pause";
    if (this.position === this.frames.length - 1) {
      this.show(0);
    }
    this.schedule();
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.find(".play").textContent = "Play";
  }

  seek(position) {
    this.pause();
    this.show(Math.min(Math.max(position, 0), this.frames.length - 1));
  }

  // Pauses are shortened to two seconds.
  schedule() {
    const next = this.frames[this.position + 1];
    if (!next) {
      this.pause();
      return;
    }
    const pause = Math.min(next.time - this.frames[this.position].time, 2);
    this.timer = setTimeout(() => {
      this.show(this.position + 1);
      this.schedule();
    }, 1000 * pause / Number(this.find("select").value));
  }

  show(position) {
    this.position = position;
    const frame = this.frames[position];
    const time = frame.time.toFixed(3) + " s";
    this.range.value = position;
    this.range.setAttribute("aria-valuetext", time);
    this.find("output").textContent = time;
    const mark = this.marks.filter((candidate) => candidate[0] <= frame.time).pop();
    this.find(".mark").textContent = mark ? mark[1] : "";
    const screen = this.find("pre");
    screen.style.setProperty("--columns", frame.size[0]);
    screen.replaceChildren(this.draw(frame, this.rows(position)));
  }

  rows(position) {
    const rows = [];
    for (const frame of this.frames.slice(0, position + 1)) {
      Object.assign(rows, frame.rows);
      rows.length = Math.min(rows.length, frame.size[1]); // A terminal that grows again has blank rows.
    }
    return rows;
  }

  draw(frame, rows) {
    const screen = Player.span("rows", "");
    for (let row = 0; row < frame.size[1]; row++) {
      const line = Player.span("row", "");
      line.append(...(rows[row] || []).map(([text, style]) => Player.span("", text, style)));
      screen.append(line);
    }
    if (frame.cursor) {
      const cursor = Player.span("cursor", "");
      cursor.style.top = 1.2 * frame.cursor[0] + "em";
      cursor.style.left = frame.cursor[1] + "ch";
      screen.append(cursor);
    }
    return screen;
  }

  static span(type, text, style = "") {
    const span = document.createElement("span");
    span.className = type;
    if (style) {
      span.style.cssText = style;
    }
    span.textContent = text;
    return span;
  }
}

document.querySelectorAll(".player").forEach((element) => new Player(element));
