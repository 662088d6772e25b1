'use strict';
// Everything a song shows depends on one number, the time; what it shows can be read from the
// attributes of its section: data-time in seconds, data-word as the number of the lit word,
// data-loaded as the length of the audio once the browser has read it.
// The address may end in #t=1.5 to go there, or #song=2&t=1.5 where there are several.
(() => {
  const songs = [...document.querySelectorAll('.song')].map(section => {
    const find = selector => section.querySelector(selector);
    const audio = find('audio');
    const play = find('.play');
    const seek = find('.seek');
    const seconds = Number(section.dataset.seconds);
    const lyrics = find('.lyrics');
    const words = [...section.querySelectorAll('.word')];
    const starts = words.map(word => 'at' in word.dataset ? Number(word.dataset.at) : Infinity);
    const cursors = [...section.querySelectorAll('.cursor')];
    const glow = lyrics && lyrics.dataset.glow ? lyrics.dataset.glow.split(';') : [];
    const letters = new Map();
    let glowing = [];
    let wanted = null;

    // Each character becomes an element of its own, so that it can glow.
    if (glow.length) {
      for (const word of words) {
        const from = Number(word.dataset.from);
        const pieces = [...word.textContent].map((character, i) => {
          const letter = document.createElement('i');
          letter.textContent = character;
          letters.set(from + i, letter);
          return letter;
        });
        word.replaceChildren(...pieces);
      }
    }

    const clock = t => Math.floor(t / 60) + ':' + (t % 60 < 9.95 ? '0' : '') + (t % 60).toFixed(1);

    const light = t => {
      let lit = -1;
      starts.forEach((start, i) => { if (start <= t) lit = i; });
      if (lit !== Number(section.dataset.word)) {
        section.dataset.word = lit;
        words.forEach((word, i) => {
          word.classList.toggle('lit', i === lit);
          word.classList.toggle('sung', i < lit);
        });
        if (lit >= 0 && lyrics.scrollHeight > lyrics.clientHeight) {
          lyrics.scrollTop = words[lit].offsetTop - lyrics.clientHeight / 3;
        }
      }
      const step = glow[Math.floor(t / Number(lyrics.dataset.step))] || '';
      glowing.forEach(letter => { letter.style.backgroundColor = ''; });
      glowing = [];
      for (const entry of step ? step.split(',') : []) {
        const [character, brightness] = entry.split(':').map(Number);
        const letter = letters.get(character);
        if (letter) {
          letter.style.backgroundColor = `rgba(var(--glow), ${brightness / 14})`;
          glowing.push(letter);
        }
      }
    };

    const show = time => {
      const t = Math.min(Math.max(time, 0), seconds);
      section.dataset.time = t.toFixed(2);
      cursors.forEach(cursor => { cursor.style.left = 100 * t / seconds + '%'; });
      find('.now').textContent = clock(t);
      seek.value = t;
      seek.setAttribute('aria-valuetext', t.toFixed(1) + ' of ' + seconds.toFixed(1) + ' seconds');
      if (words.length) light(t);
    };

    const go = time => {
      const t = Math.min(Math.max(time, 0), seconds);
      if (audio.readyState) audio.currentTime = t;
      else wanted = t;
      show(t);
    };

    const follow = () => {
      show(audio.currentTime);
      if (!audio.paused) requestAnimationFrame(follow);
    };

    const toggle = () => {
      if (!audio.paused) {
        audio.pause();
        return;
      }
      songs.forEach(other => { if (other.audio !== audio) other.audio.pause(); });
      audio.play().catch(() => section.classList.remove('ready'));
    };

    const state = playing => {
      section.classList.toggle('playing', playing);
      play.setAttribute('aria-label', playing ? 'Pause' : 'Play');
    };

    audio.addEventListener('loadedmetadata', () => {
      section.dataset.loaded = audio.duration.toFixed(2);
      if (wanted !== null) audio.currentTime = wanted;
      wanted = null;
    });
    audio.addEventListener('timeupdate', () => { if (wanted === null) show(audio.currentTime); });
    audio.addEventListener('play', () => { state(true); follow(); });
    audio.addEventListener('pause', () => state(false));
    audio.addEventListener('ended', () => state(false));
    play.addEventListener('click', toggle);
    seek.addEventListener('input', () => go(Number(seek.value)));
    seek.addEventListener('keydown', event => {
      if (event.key === ' ') {
        event.preventDefault();
        toggle();
      }
    });
    section.querySelectorAll('.stage').forEach(stage => {
      const drag = event => {
        const box = stage.getBoundingClientRect();
        go(seconds * (event.clientX - box.left) / box.width);
      };
      stage.addEventListener('pointerdown', event => {
        if (event.button !== 0) return;
        stage.setPointerCapture(event.pointerId);
        drag(event);
      });
      stage.addEventListener('pointermove', event => {
        if (stage.hasPointerCapture(event.pointerId)) drag(event);
      });
    });
    words.forEach((word, i) => word.addEventListener('click', () => {
      if (starts[i] !== Infinity) go(starts[i]);
    }));

    // A player can seek in a blob in every browser, in a long address only in some.
    const base64 = audio.src.slice(audio.src.indexOf(',') + 1);
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    const blob = URL.createObjectURL(new Blob([bytes], {type: 'audio/wav'}));
    audio.src = blob;
    const save = find('.save');
    save.href = blob;
    save.hidden = play.hidden = seek.hidden = false;
    section.classList.add('ready');
    show(0);
    return {audio, go};
  });

  const goToAddress = () => {
    const place = new URLSearchParams(location.hash.slice(1));
    const song = songs[Number(place.get('song') || 1) - 1];
    const time = Number(place.get('t'));
    if (song && place.has('t') && time >= 0) song.go(time);
  };
  addEventListener('hashchange', goToAddress);
  goToAddress();

  const copy = document.querySelector('.copy');
  const command = document.querySelector('.command');
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener('click', () => navigator.clipboard.writeText(command.textContent).then(
        () => { copy.textContent = 'Copied'; },
        () => { copy.textContent = 'Copying is not allowed here'; }));
  }
})();
