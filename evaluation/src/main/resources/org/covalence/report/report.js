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
      type: 'linear',
      title: {display: Boolean(told.title), text: told.title, color: css('--ink')},
      border: {color: css('--soft')},
      grid: {color: css('--grid')},
      ticks: {color: css('--ink'), maxRotation: 0},
      min: told.low,
      max: told.high,
      suggestedMin: told.suggestedLow,
      suggestedMax: told.suggestedHigh
    }, more);
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
    const last = spec.categories.length - 0.5;
    const tallest = Math.max(...spec.categories.map(name => lines(name, width).length));
    spec.references.forEach((line, i) => datasets.push(reference(line, i)));
    return {
      datasets,
      scales: {
        x: axis(spec.x),
        y: axis({low: -0.5, high: last}, {
          reverse: true,
          grid: {display: false},
          afterBuildTicks: scale => { scale.ticks = spec.categories.map((_, value) => ({value})); },
          ticks: {
            color: css('--ink'), autoSkip: false,
            callback(value) { return lines(spec.categories[value], this.chart.width); }
          }
        })
      },
      height: 90 + spec.categories.length * Math.max(rowHeight, 18 * spec.series.length, 15 * tallest + 6)
    };
  }

  function curves(spec) {
    const datasets = spec.series.map((series, i) => ({
      label: series.name,
      data: series.points,
      showLine: true,
      stepped: series.stepped || false,
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

  function draw(spec) {
    const canvas = document.getElementById(spec.id);
    const {datasets, scales, height, asLines} = spec.kind === 'intervals' ? intervals(spec, canvas.parentElement.clientWidth) : curves(spec);
    canvas.parentElement.style.height = height + 24 * Math.ceil(datasets.length / 6) + 'px';
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
