(() => {
  'use strict';
  const root = document.documentElement;
  const specs = JSON.parse(document.getElementById('chart-data').textContent);
  const shapes = ['circle', 'rectRot', 'triangle', 'rect', 'star', 'crossRot', 'cross'];
  const dashes = [[], [7, 3], [2, 3], [9, 3, 2, 3], [12, 4], [4, 2], [1, 2]];
  const narrow = 480;
  const rowHeight = 34;
  let charts = [];

  const css = name => getComputedStyle(root).getPropertyValue(name).trim();
  const colour = i => css('--series-' + (i % 7));

  // A name beside an axis: a few short lines, so that it leaves the plot its room.
  function lines(text, width) {
    const most = width < narrow ? 13 : 26;
    const found = [''];
    for (const word of text.split(' ')) {
      let rest = word;
      const last = found[found.length - 1];
      if (last && (last + ' ' + rest).length <= most) {
        found[found.length - 1] = last + ' ' + rest;
        continue;
      }
      if (last) found.push('');
      while (rest.length > most) {
        found[found.length - 1] = rest.slice(0, most);
        rest = rest.slice(most);
        found.push('');
      }
      found[found.length - 1] = rest;
    }
    return found.length > 3 ? [...found.slice(0, 2), found[2].slice(0, most - 1) + '…'] : found;
  }

  function axis(told, more) {
    return Object.assign({
      type: told.log ? 'logarithmic' : 'linear',
      title: {display: Boolean(told.title), text: told.title, color: css('--ink')},
      border: {color: css('--soft')},
      grid: {color: css('--grid')},
      ticks: told.log ? decades() : {color: css('--ink'), maxRotation: 0},
      min: told.low,
      max: told.high,
      suggestedMin: told.suggestedLow,
      suggestedMax: told.suggestedHigh
    }, told.words ? named(told.words, narrow, 45) : {}, more);
  }

  // Chart.js 4 gives all ticks of a logarithmic axis as many digits, which makes 0.0005 and 0.0014 alike.
  function decades() {
    return {color: css('--ink'), maxRotation: 0, callback: value => /^[125]/.test(value.toExponential()) ? String(Number(value.toPrecision(2))) : ''};
  }

  // Words stand where numbers would: the first one at 0.
  function named(words, width, maxRotation) {
    return {
      afterBuildTicks: scale => { scale.ticks = words.map((_, value) => ({value})); },
      ticks: {
        color: css('--ink'), autoSkip: false, maxRotation,
        callback(value) { return lines(words[value], width || this.chart.width); }
      }
    };
  }

  // Rows of names beside the plot.
  function rows(names) {
    return axis({low: -0.5, high: names.length - 0.5}, {reverse: true, grid: {display: false}, ...named(names, 0, 0)});
  }

  function reference(line, i) {
    return {
      label: line.name, data: line.points, showLine: true, pointRadius: 0, pointHitRadius: 0,
      borderColor: css('--soft'), backgroundColor: css('--soft'), borderWidth: 1.5,
      borderDash: i === 0 ? [6, 4] : [2, 3], pointStyle: 'line', order: 9
    };
  }

  // Dots with whiskers: one row a category, the series of a row one below the other.
  function intervals(spec, width) {
    const step = 0.56 / spec.series.length;
    const datasets = [];
    spec.series.forEach((series, i) => {
      const at = row => row + (i - (spec.series.length - 1) / 2) * step;
      const look = {borderColor: colour(i), backgroundColor: colour(i)};
      const whiskers = [];
      for (const p of series.points) {
        if (p.low !== undefined) {
          whiskers.push({x: p.low, y: at(p.row), tip: p.tip}, {x: p.high, y: at(p.row), tip: p.tip}, {x: NaN, y: NaN});
        }
      }
      datasets.push({
        ...look, label: series.name, pointStyle: shapes[i % shapes.length], radius: 5, hoverRadius: 7, clip: false,
        data: series.points.map(p => ({x: p.value, y: at(p.row), tip: p.tip})), order: 1
      }, {
        ...look, label: '', data: whiskers, showLine: true, borderWidth: 2,
        pointStyle: 'line', rotation: 90, radius: 5, hoverRadius: 5, order: 2
      });
    });
    const tallest = Math.max(...spec.categories.map(name => lines(name, width).length));
    spec.references.forEach((line, i) => datasets.push(reference(line, i)));
    return {
      datasets,
      scales: {
        x: axis(spec.x),
        y: rows(spec.categories)
      },
      height: 90 + spec.categories.length * Math.max(rowHeight, 18 * spec.series.length, 15 * tallest + 6)
    };
  }

  // A bar is a thick line from zero, so that it has the rows of all other charts.
  function bars(spec) {
    const datasets = spec.series.map(series => ({
      label: '',
      data: series.points.flatMap(p => [{x: 0, y: p.y, tip: p.tip}, {x: p.x, y: p.y, tip: p.tip}, {x: NaN, y: NaN}]),
      showLine: true,
      borderColor: colour(series.colour),
      backgroundColor: colour(series.colour),
      borderWidth: 14,
      radius: 0,
      hitRadius: 10
    }));
    return {datasets, scales: {x: axis(spec.x), y: rows(spec.categories)}, height: 70 + spec.categories.length * rowHeight};
  }

  // Parallel coordinates lie on their side: names of rows can be read on a phone, those of columns cannot.
  function parallel(spec) {
    const datasets = spec.series.map((series, i) => ({
      label: series.name,
      data: series.points,
      showLine: true,
      borderColor: series.faint ? css('--line') : colour(series.colour),
      backgroundColor: series.faint ? css('--line') : colour(series.colour),
      borderWidth: series.faint ? 1 : 2.5,
      pointStyle: shapes[series.colour % shapes.length],
      radius: series.faint ? 2 : 4,
      hoverRadius: 6,
      hitRadius: 4,
      clip: false,
      order: series.faint ? spec.series.length + i : i
    }));
    const ends = {color: css('--ink'), callback: value => value === 0 ? 'low' : value === 1 ? 'high' : ''};
    return {
      datasets,
      scales: {x: axis(spec.x, {ticks: ends}), y: rows(spec.categories)},
      height: 90 + spec.categories.length * (rowHeight + 14),
      asLines: true
    };
  }

  function curves(spec) {
    const datasets = spec.series.map((series, i) => ({
      label: series.name,
      data: series.points,
      showLine: !series.scattered,
      stepped: series.stepped ? 'before' : false,
      borderColor: colour(series.colour),
      backgroundColor: colour(series.colour),
      borderWidth: 2,
      borderDash: dashes[series.dash % dashes.length],
      pointStyle: shapes[series.colour % shapes.length],
      radius: context => (context.raw && context.raw.dot) || 0,
      hoverRadius: 6,
      hitRadius: 6,
      clip: false,
      order: i
    }));
    spec.references.forEach((line, i) => datasets.push(reference(line, i)));
    return {datasets, scales: {x: axis(spec.x), y: axis(spec.y)}, height: 320, asLines: !spec.dots};
  }

  // In a legend of curves a line stands for a line, with its dashes.
  function sample(dataset) {
    return {pointStyle: 'line', lineWidth: 2, lineDash: dataset.borderDash};
  }

  const kinds = {intervals, bars, parallel, curves};

  function draw(spec) {
    const canvas = document.getElementById(spec.id);
    const {datasets, scales, height, asLines} = kinds[spec.kind](spec, canvas.parentElement.clientWidth);
    const told = datasets.filter(dataset => dataset.label !== '').length;
    canvas.parentElement.style.height = height + 24 * Math.ceil(told / 6) + 'px';
    return new Chart(canvas, {
      type: 'scatter',
      data: {datasets},
      options: {
        animation: false,
        maintainAspectRatio: false,
        devicePixelRatio: Math.max(2, window.devicePixelRatio || 1),
        font: {family: getComputedStyle(document.body).fontFamily},
        layout: {padding: {right: 8}},
        scales,
        plugins: {
          legend: {
            position: 'bottom',
            align: 'start',
            labels: {
              color: css('--ink'), usePointStyle: true, boxHeight: 8,
              ...(asLines ? {pointStyleWidth: 30} : {}),
              generateLabels: chart => Chart.defaults.plugins.legend.labels.generateLabels(chart)
                .map(item => asLines ? {...item, ...sample(datasets[item.datasetIndex])} : item),
              filter: item => item.text !== ''
            },
            onClick: () => {}
          },
          tooltip: {
            callbacks: {
              title: () => '',
              label: item => lines(item.raw.tip || item.dataset.label, narrow)
            },
            filter: item => Boolean(item.raw.tip)
          }
        }
      }
    });
  }

  function drawAll() {
    charts.forEach(chart => chart.destroy());
    charts = specs.map(draw);
  }

  // What is wider than its box can be scrolled; the rest need not stop the tab key.
  function reach() {
    document.querySelectorAll('.wide').forEach(box => {
      box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
    });
  }

  root.classList.add('drawn');
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  drawAll();
  reach();
  window.addEventListener('resize', reach);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  window.addEventListener('beforeprint', () => {
    root.classList.add('printing');
    drawAll();
  });
  window.addEventListener('afterprint', () => {
    root.classList.remove('printing');
    drawAll();
  });
})();
