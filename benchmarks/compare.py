#!/usr/bin/env python3
"""Runs our JMH benchmarks and a PyTorch program that times the same work, in turns, and prints both and their ratio.

Only figures taken in the same run, alternating, can be compared: the machine changes more between two runs than the
programs differ. Uses the standard library only. Example:

    mvn -q -B -Dquick -Dbenchmarks -Dmaven.test.skip=true -pl benchmarks -am package
    benchmarks/compare.py --peer ../shared/perf/torch_peer.py --python /usr/bin/python3 --style reference
"""
import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile

# Of each decode geometry: width, layers, codes. The four matrices of a layer have 3 * width^2 elements together.
GEOMETRY = {"upsampler": (1920, 6, 2048), "1b": (2048, 6, 2127), "5b": (4800, 3, 2048), "small": (256, 8, 2048),
            "mini": (160, 6, 1024)}
HALF = {"upsampler": 4096, "1b": 3264, "5b": 4096, "small": 512, "mini": 512}
HERE = pathlib.Path(__file__).resolve().parent


def parse_args():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0],
                                formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("--peer", required=True, help="the PyTorch program, torch_peer.py")
    p.add_argument("--python", default=sys.executable, help="the Python that has torch")
    p.add_argument("--style", choices=("fast", "reference"), default="reference", help="how the peer is written")
    p.add_argument("--layout", choices=("last", "first"), default="last", help="the peer's convolution layout")
    p.add_argument("--cases", default="decode,codec", help="any of decode, prefill, codec")
    p.add_argument("--geometry", default="upsampler", help="decode geometries, comma-separated")
    p.add_argument("--batch", default="1", help="decode batch sizes, comma-separated")
    p.add_argument("--pos", default="0,half", help="decode start positions, of 0 and half")
    p.add_argument("--precision", default="FLOAT32", help="ours in decode, of FLOAT32 and INT8; the peer has float32")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--threads", type=int, default=os.cpu_count())
    p.add_argument("--java", default="java")
    p.add_argument("--jar", default=str(HERE / "target" / "benchmarks.jar"))
    p.add_argument("--out", help="also write the table, as Markdown, to this file")
    return p.parse_args()


def run_peer(a, folder):
    """Figures of the PyTorch program: name -> (value, unit)."""
    out = pathlib.Path(folder) / "peer.json"
    command = [a.python, a.peer, *a.cases.split(","), "--threads", str(a.threads), "--style", a.style,
               "--layout", a.layout, "--geometry", a.geometry, "--batch", a.batch, "--pos", a.pos, "--json", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    whole = json.loads(out.read_text())
    figures = {}
    for r in whole["results"]:
        if r["case"] == "decode":
            figures[r["name"]] = (r["ms_step_median"], "ms/step")
        elif r["case"] == "prefill":
            figures["prefill.upsampler.bs%d.n%d" % (r["batch"], r["tokens"])] = (r["s_median"], "s")
        elif r["case"] == "codec" and "s_per_audio_s_median" in r:
            figures[r["name"]] = (r["s_per_audio_s_median"], "s/audio s")
    return figures, whole["machine"]


def run_ours(a, folder):
    """Figures of our benchmarks under the peer's names."""
    out = pathlib.Path(folder) / "ours.json"
    figures = {}
    for case in a.cases.split(","):
        options = {
            "decode": ["ReadBandwidth|DecodeStep", "-p", "geometry=" + a.geometry, "-p", "batch=" + a.batch,
                       "-p", "precision=" + a.precision, "-p", "start=" + a.pos],
            "prefill": ["Prefill"],
            "codec": ["Codec"]}[case]
        command = [a.java, "-jar", a.jar, *options, "-jvmArgsAppend",
                   "-XX:ActiveProcessorCount=%d --add-modules=jdk.incubator.vector" % a.threads,
                   "-rf", "json", "-rff", str(out)]
        env = dict(os.environ, OMP_NUM_THREADS=str(a.threads), OPENBLAS_NUM_THREADS=str(a.threads))
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
        for r in json.loads(out.read_text()):
            values = [v for fork in r["primaryMetric"]["rawData"] for v in fork]
            params = r.get("params", {})
            name, value = our_name(r["benchmark"], params, statistics.median(values))
            figures[name] = value
    return figures


def our_name(benchmark, params, value):
    """The peer's name for the same work (ours in 8-bit numbers has a suffix), and the value in its unit."""
    method = benchmark.rsplit(".", 1)[1]
    if "ReadBandwidth" in benchmark:
        return "read", int(params["megabytes"]) * 2 ** 20 / value * 1e-6  # GB/s
    if "Prefill" in benchmark:
        return "prefill.%s.bs1.n%s" % (params["geometry"], params["codes"]), value
    if "DecodeStep" in benchmark:
        start = HALF[params["geometry"]] if params["start"] == "half" else params["start"]
        suffix = ".int8" if params["precision"] == "INT8" else ""
        return "%s.bs%s.pos%s%s" % (params["geometry"], params["batch"], start, suffix), value
    name = "decode_level" + params["level"] if method == "decode" else "encode_all"
    return name, value / (int(params["samples"]) / 44100)


def weight_gigabytes(name):
    """What a decoding step reads at least: the matrices of its layers and the output matrix."""
    geometry = name.split(".")[0]
    if geometry not in GEOMETRY:
        return None
    width, layers, codes = GEOMETRY[geometry]
    return (3 * layers * width ** 2 + codes * width) * (1 if name.endswith(".int8") else 4) * 1e-9


def table(rounds):
    lines = ["| work | unit | ours | peer | ours / peer | per round | share of L |", "|---|---|---|---|---|---|---|"]
    for name in sorted(rounds[0][0]):
        peer_name = name[:-len(".int8")] if name.endswith(".int8") else name
        if peer_name not in rounds[0][1]:
            continue
        ours = [o[name] for o, _ in rounds]
        peer = [p[peer_name][0] for _, p in rounds]
        ratios = [o / p for o, p in zip(ours, peer)]
        size = weight_gigabytes(name)
        share = "" if size is None else "%.0f %%" % (
            100 * statistics.median(size / o[name] * 1000 / o["read"] for o, _ in rounds))
        lines.append("| %s | %s | %.4g | %.4g | **%.2f** | %s | %s |" % (
            name, rounds[0][1][peer_name][1], statistics.median(ours), statistics.median(peer),
            statistics.median(ratios), " ".join("%.2f" % r for r in ratios), share))
    if "read" in rounds[0][0]:
        lines += ["", "L, the rate at which Java reads memory with all cores in the same minutes: %s GB/s." %
                  " ".join("%.1f" % o["read"] for o, _ in rounds)]
    return lines


def main():
    a = parse_args()
    rounds, loads, machine = [], [], {}
    for i in range(a.rounds):
        with tempfile.TemporaryDirectory() as folder:
            peer, machine = run_peer(a, folder)
            loads.append(os.getloadavg()[0])
            ours = run_ours(a, folder)
            loads.append(os.getloadavg()[0])
        rounds.append((ours, peer))
        print("round %d of %d done, load %.2f" % (i + 1, a.rounds, loads[-1]), file=sys.stderr)
    java = subprocess.run([a.java, "-version"], stderr=subprocess.PIPE, text=True).stderr.splitlines()[0]
    lines = [
        "%s, %d cores, %s; %d threads; medians of %d alternating rounds." % (
            machine.get("cpu"), os.cpu_count(), platform.system(), a.threads, a.rounds),
        "Ours: %s. Peer: torch %s, %s, style %s, layout %s. Load averages after each run: %s." % (
            java, machine.get("torch"), machine.get("blas"), a.style, a.layout,
            " ".join("%.2f" % x for x in loads)),
        "",
    ] + table(rounds)
    print("\n".join(lines))
    if a.out:
        pathlib.Path(a.out).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
