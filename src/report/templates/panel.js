(function () {
  "use strict";
  // Short tables that are folded are printed too; the style sheet does it where the browser lets it.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.filter.call(document.querySelectorAll("details.short"), function (it) { return !it.open; });
    opened.forEach(function (it) { it.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (it) { it.open = false; });
  });

  var source = document.getElementById("curves-data");
  var data = source && JSON.parse(source.textContent);
  if (!data || !data.teams.length) { return; }
  var by = function (name) { return document.getElementById("curves-" + name); };
  var SVG = "http://www.w3.org/2000/svg";
  var SERIES = 6;
  var slider = by("slider"), chosen = by("team"), chart = by("chart");
  var team, range, frame, marks;

  function make(name, attributes, text) {
    var element = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    if (text !== undefined) { element.textContent = text; }
    return element;
  }
  var whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
  // The last place that an error leaves of two digits: 1 dollar, 10, 100, …
  function step(error) { return error > 0 ? Math.max(1, Math.pow(10, Math.floor(Math.log10(error)) - 1)) : 1; }
  function money(amount, place) {
    amount = Math.round(amount / (place || 1)) * (place || 1);
    var mark = data.currency === "USD" ? "$" : data.currency ? data.currency + "\u00a0" : "";
    return (Math.round(amount) < 0 ? "\u2212" : "") + mark + whole.format(Math.abs(amount));
  }
  // An amount with half its 95 % interval, no digit beyond two of that.
  function stated(amount, error) {
    if (!error) { return money(amount); }
    return money(amount, step(error)) + " \u00b1\u00a0" + whole.format(Math.round(error / step(error)) * step(error));
  }
  function difference(amount, error) {
    return (Math.round(amount / step(error)) > 0 ? "+" : "") + stated(amount, error);
  }
  function percent(share) { return whole.format(Math.round(100 * share)) + "\u00a0%"; }

  // What a curve says at a place: between its points in a straight line, beyond them as at the last one.
  function read(curve, at, part) {
    var points = curve.points.filter(function (point) { return point[part] !== null; });
    if (!points.length) { return null; }
    if (at <= points[0][0]) { return points[0][part]; }
    for (var i = 1; i < points.length; i += 1) {
      var from = points[i - 1], to = points[i];
      if (at <= to[0]) {
        var way = to[0] > from[0] ? (at - from[0]) / (to[0] - from[0]) : 1;
        return from[part] + way * (to[part] - from[part]);
      }
    }
    return points[points.length - 1][part];
  }

  // About so many round numbers from one to the other.
  function ticks(low, high, count) {
    var rough = (high - low) / count, power = Math.pow(10, Math.floor(Math.log10(rough)));
    var step = [1, 2, 2.5, 5, 10].map(function (it) { return it * power; })
      .find(function (it) { return it >= rough; }) || rough;
    var all = [];
    for (var i = Math.ceil(low / step); i * step <= high + step * 1e-9; i += 1) { all.push(i * step); }
    return all;
  }

  function draw() {
    var width = Math.max(280, chart.clientWidth || 640), height = width < 500 ? 260 : 340;
    var all = [];
    team.curves.forEach(function (curve) { all = all.concat(curve.points); });
    var places = all.map(function (it) { return it[0]; }), pays = all.map(function (it) { return it[1]; });
    range = { low: Math.min.apply(null, places), high: Math.max.apply(null, places) };
    var bottom = Math.min(0, Math.min.apply(null, pays)), top = Math.max.apply(null, pays) * 1.05;
    if (!(top > bottom)) { top = bottom + 1; }
    var levels = ticks(bottom, top, 5);
    var left = 14 + 7.2 * Math.max.apply(null, levels.map(function (it) { return money(it).length; }));
    frame = { left: left, right: width - 24, top: 10, bottom: height - 42 };
    frame.x = function (at) {
      return frame.left + (at - range.low) / ((range.high - range.low) || 1) * (frame.right - frame.left);
    };
    frame.y = function (pay) { return frame.bottom - (pay - bottom) / (top - bottom) * (frame.bottom - frame.top); };
    var svg = make("svg", { viewBox: "0 0 " + width + " " + height });
    levels.forEach(function (level) {
      var y = frame.y(level);
      svg.appendChild(make("line", { "class": "grid", x1: frame.left, x2: frame.right, y1: y, y2: y }));
      svg.appendChild(make("text", { x: frame.left - 6, y: y + 4, "text-anchor": "end" }, money(level)));
    });
    ticks(range.low, range.high, width < 500 ? 4 : 8).forEach(function (at) {
      svg.appendChild(make("text", { x: frame.x(at), y: frame.bottom + 18, "text-anchor": "middle" }, percent(at)));
    });
    svg.appendChild(make("text", { x: (frame.left + frame.right) / 2, y: height - 6, "text-anchor": "middle" }, team.measured));
    marks = { line: make("line", { "class": "cursor", y1: frame.top, y2: frame.bottom }), dots: [] };
    team.curves.forEach(function (curve, number) {
      var path = curve.points.map(function (point) { return frame.x(point[0]).toFixed(1) + "," + frame.y(point[1]).toFixed(1); });
      svg.appendChild(make("polyline", { "class": "curve series-" + number % SERIES, points: path.join(" ") }));
    });
    svg.appendChild(marks.line);
    team.curves.forEach(function (curve, number) {
      var dot = make("circle", { "class": "series-" + number % SERIES + " dot", r: 5 });
      marks.dots.push(dot);
      svg.appendChild(dot);
    });
    chart.replaceChildren(svg);
  }

  function tell() {
    var at = Number(slider.value), told = [];
    var first = read(team.curves[0], at, 1), its = read(team.curves[0], at, 4);
    by("at").textContent = percent(at);
    slider.setAttribute("aria-valuetext", percent(at));
    marks.line.setAttribute("x1", frame.x(at));
    marks.line.setAttribute("x2", frame.x(at));
    var rows = team.curves.map(function (curve, number) {
      var pay = read(curve, at, 1), low = read(curve, at, 2), high = read(curve, at, 3);
      // Between points an error is at most as far off as the line between theirs; that of a difference at most the sum.
      var error = read(curve, at, 4), alike = pay === first && error === its;
      marks.dots[number].setAttribute("cx", frame.x(at));
      marks.dots[number].setAttribute("cy", frame.y(pay));
      told.push(curve.name + " " + stated(pay, error));
      var row = document.createElement("tr"), head = document.createElement("th"), name = document.createElement("bdi");
      var sample = make("svg", { "class": "sample", viewBox: "0 0 32 10", "aria-hidden": "true" });
      sample.appendChild(make("line", { "class": "curve series-" + number % SERIES, x1: 0, x2: 32, y1: 5, y2: 5 }));
      head.scope = "row";
      name.textContent = curve.name;
      head.append(sample, name);
      row.append(head);
      var reach = low === null || high === null ? null : money(low, step(error)) + " to " + money(high, step(error));
      [stated(pay, error), team.curves.length < 2 ? null : number === 0 ? "" : difference(pay - first, alike ? 0 : error + its), reach].forEach(function (text) {
        if (text === null) { return; }
        var cell = document.createElement("td");
        cell.className = "number";
        cell.textContent = text;
        row.append(cell);
      });
      return row;
    });
    by("pays").replaceChildren.apply(by("pays"), rows);
    by("told").textContent = percent(at) + ": " + told.join(", ");
  }

  function show(number) {
    team = data.teams[number];
    var at = slider.value === "" || !range ? 1 : Number(slider.value);
    draw();
    slider.min = Math.ceil(100 * range.low) / 100;
    slider.max = Math.floor(100 * range.high) / 100;
    slider.step = 0.01;
    slider.value = Math.min(Math.max(at, range.low), range.high);
    by("measured").textContent = team.measured;
    by("reach").hidden = team.curves.some(function (curve) { return read(curve, 1, 2) === null; });
    by("against").hidden = team.curves.length < 2;
    tell();
  }

  data.teams.forEach(function (it, number) {
    var option = document.createElement("option");
    option.value = number;
    option.textContent = it.name.length > 60 ? it.name.slice(0, 60) + "\u2026" : it.name;
    chosen.append(option);
  });
  chosen.closest("p").hidden = data.teams.length < 2;
  chosen.addEventListener("change", function () { show(Number(chosen.value)); });
  slider.addEventListener("input", tell);
  function point(event) {
    var box = chart.getBoundingClientRect();
    var scale = chart.firstChild.viewBox.baseVal.width / (box.width || 1);
    var way = ((event.clientX - box.left) * scale - frame.left) / (frame.right - frame.left);
    slider.value = range.low + Math.min(Math.max(way, 0), 1) * (range.high - range.low);
    tell();
  }
  chart.addEventListener("pointermove", point);
  chart.addEventListener("pointerdown", point);
  var waiting = 0;
  window.addEventListener("resize", function () {
    window.cancelAnimationFrame(waiting);
    waiting = window.requestAnimationFrame(function () { draw(); tell(); });
  });
  by("live").hidden = false;
  document.querySelector("#curves .unless-script").open = false;
  show(0);
}());
