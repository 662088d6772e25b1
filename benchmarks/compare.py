#!/usr/bin/env python3
"""Runs our JMH benchmarks and a PyTorch program that times the same work, in turns, and prints both and their ratio.

Only figures taken in the same run, alternating, can be compared: the machine changes more between two runs than the
programs differ. Uses the standard library only. Examples:

    mvn -q -B -Dquick -Dbenchmarks -Dmaven.test.skip=true -pl benchmarks -am package
    benchmarks/compare.py --peer ../shared/perf/torch_peer.py --python /usr/bin/python3 --style reference
    benchmarks/compare.py --peer ../shared/perf/torch_peer.py --python /usr/bin/python3 --style fast,reference --whole
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
PREFILL = "prefill.upsampler.bs1.n2048"
PREFILL_OPERATIONS = 2 * 2048 * 6 * 3 * 1920 ** 2  # of the layers' matrices alone
# Of each level of the released codec: halvings of the rate, width and blocks of its residual stacks.
CODEC = ((3, 64, 8), (2, 32, 4), (2, 32, 4))
EMBEDDING, CODES, RATE = 64, 2048, 44100
HERE = pathlib.Path(__file__).resolve().parent

# What --whole measures, a group after the other in every round: ours and each style of the peer's in turns.
WHOLE = [
    dict(cases="decode", geometry="upsampler", batch="1", pos="0,half", precision="FLOAT32,INT8"),
    dict(cases="decode", geometry="5b", batch="1", pos="0", precision="INT8"),
    dict(cases="decode", geometry="1b", batch="4", pos="0", precision="FLOAT32"),
    dict(cases="decode", geometry="small", batch="1", pos="0", precision="FLOAT32"),
    dict(cases="prefill"),
    dict(cases="codec"),
    dict(cases="train"),
]


def parse_args():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0],
                                formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("--peer", required=True, help="the PyTorch program, torch_peer.py")
    p.add_argument("--python", default=sys.executable, help="the Python that has torch")
    p.add_argument("--style", default="reference", help="how the peer is written: fast, reference or both")
    p.add_argument("--layout", choices=("last", "first"), default="last", help="the peer's convolution layout")
    p.add_argument("--whole", action="store_true", help="a table of everything, instead of the five options below")
    p.add_argument("--cases", default="decode,codec", help="any of decode, prefill, codec, train")
    p.add_argument("--geometry", default="upsampler", help="decode geometries, comma-separated")
    p.add_argument("--batch", default="1", help="decode batch sizes, comma-separated")
    p.add_argument("--pos", default="0,half", help="decode start positions, of 0 and half")
    p.add_argument("--precision", default="FLOAT32", help="ours in decode, of FLOAT32 and INT8; the peer has float32")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--threads", type=int, default=os.cpu_count())
    p.add_argument("--java", default="java")
    p.add_argument("--options", default="-XX:+UseTransparentHugePages", help="of our Java, as the launcher has them")
    p.add_argument("--jar", default=str(HERE / "target" / "benchmarks.jar"))
    p.add_argument("--out", help="also write the table, as Markdown, to this file")
    return p.parse_args()


def run_peer(a, group, style, folder):
    """Figures of the PyTorch program: name -> (value, unit)."""
    out = pathlib.Path(folder) / "peer.json"
    command = [a.python, a.peer, *group["cases"].split(","), "--threads", str(a.threads), "--style", style,
               "--layout", a.layout, "--json", str(out)]
    if "decode" in group["cases"]:
        command += ["--geometry", group["geometry"], "--batch", group["batch"], "--pos", group["pos"]]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    whole = json.loads(out.read_text())
    figures = {}
    for r in whole["results"]:
        if r["case"] == "decode":
            figures[r["name"]] = (r["ms_step_median"], "ms/step")
        elif r["case"] == "prefill":
            figures["prefill.upsampler.bs%d.n%d" % (r["batch"], r["tokens"])] = (r["s_median"], "s")
        elif r["case"] == "codec" and r["name"] == "first_call":
            figures["first_encode_all"] = (r["s_encode"] / r["audio_seconds"], "s/audio s")
            figures["first_decode_all"] = (r["s_decode"] / r["audio_seconds"], "s/audio s")
        elif r["case"] == "codec" and "s_per_audio_s_median" in r:
            figures[r["name"]] = (r["s_per_audio_s_median"], "s/audio s")
        elif r["case"] == "train":
            figures["train_" + r["name"].split(".")[0]] = (r["s_step_median"], "s/step")
    return figures, whole["machine"]


def jmh(a, options, folder):
    """What a run of our benchmarks measured, in JMH's own form."""
    out = pathlib.Path(folder) / "ours.json"
    command = [a.java, "-jar", a.jar, *options, "-jvmArgsAppend",
               "-XX:ActiveProcessorCount=%d --add-modules=jdk.incubator.vector %s" % (a.threads, a.options),
               "-rf", "json", "-rff", str(out)]
    env = dict(os.environ, OMP_NUM_THREADS=str(a.threads), OPENBLAS_NUM_THREADS=str(a.threads))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
    return json.loads(out.read_text())


def run_ours(a, group, folder):
    """Figures of our benchmarks under the peer's names."""
    figures = {}
    for case in group["cases"].split(","):
        options = {
            "decode": ["ReadBandwidth|DecodeStep", "-p", "geometry=" + group.get("geometry", ""),
                       "-p", "batch=" + group.get("batch", ""), "-p", "precision=" + group.get("precision", ""),
                       "-p", "start=" + group.get("pos", "")],
            "prefill": ["MatrixProduct|Prefill"],
            "codec": ["MatrixProduct|CodecEncode|CodecDecode|CodecFirstCall"],
            "train": ["PriorTrainingBenchmark.step|VqVaeTrainingBenchmark.step"]}[case]
        for r in jmh(a, options, folder):
            values = [v for fork in r["primaryMetric"]["rawData"] for v in fork]
            name, value = our_name(r["benchmark"], r.get("params", {}), statistics.median(values))
            figures[name] = value
    return figures


def our_name(benchmark, params, value):
    """The peer's name for the same work (ours in 8-bit numbers has a suffix), and the value in its unit."""
    method = benchmark.rsplit(".", 1)[1]
    if "ReadBandwidth" in benchmark:
        return "read", int(params["megabytes"]) * 2 ** 20 / value * 1e-6  # GB/s
    if "MatrixProduct" in benchmark:
        return "sgemm", 2 * int(params["size"]) ** 3 / value * 1e-6  # Gflop/s
    if "Prefill" in benchmark:
        return "prefill.%s.bs1.n%s" % (params["geometry"], params["codes"]), value
    if "DecodeStep" in benchmark:
        start = HALF[params["geometry"]] if params["start"] == "half" else params["start"]
        suffix = ".int8" if params["precision"] == "INT8" else ""
        return "%s.bs%s.pos%s%s" % (params["geometry"], params["batch"], start, suffix), value
    if "PriorTraining" in benchmark:
        return "train_prior_small", value / 1000
    if "VqVaeTraining" in benchmark:
        return "train_vqvae_small", value / 1000
    name = {"decode": "decode_level" + params.get("level", ""), "encode": "encode_all",
            "firstDecode": "first_decode_all", "firstEncode": "first_encode_all"}[method]
    return name, value / (int(params["samples"]) / 44100)


def weight_gigabytes(name):
    """What a decoding step reads at least: the matrices of its layers and the output matrix."""
    geometry = name.split(".")[0]
    if geometry not in GEOMETRY:
        return None
    width, layers, codes = GEOMETRY[geometry]
    return (3 * layers * width ** 2 + codes * width) * (1 if name.endswith(".int8") else 4) * 1e-9


def codec_operations(level, encodes):
    """Multiplications and additions for a second of audio that pass through one level's encoder or decoder."""
    _, width, blocks = CODEC[level]
    rate, products = RATE, 0
    for below in range(level + 1):  # from the audio on, which a decoder reaches last
        outside = EMBEDDING if below > 0 or not encodes else 1
        for step in range(CODEC[below][0]):
            rate /= 2
            products += rate * 4 * (outside if step == 0 else width) * width  # four taps, strided or transposed
            products += rate * blocks * 4 * width ** 2  # a convolution of three taps and one of one tap
        products += rate * 3 * width * EMBEDDING  # to the embedding's width, or from it
    products += rate * EMBEDDING * CODES if encodes else RATE * 3 * EMBEDDING
    return 2 * products


def share_of_limit(name, value, ours):
    """The part of what memory or matrix products allow, measured in the same group of the same round."""
    if name == PREFILL and "sgemm" in ours:
        return PREFILL_OPERATIONS / value * 1e-9 / ours["sgemm"]
    if name in ("encode_all", "decode_level0", "decode_level1", "decode_level2") and "sgemm" in ours:
        levels = [(level, True) for level in range(3)] if name == "encode_all" else [(int(name[-1]), False)]
        return sum(codec_operations(*each) for each in levels) / value * 1e-9 / ours["sgemm"]
    size = weight_gigabytes(name)
    return None if size is None or "read" not in ours else size / value * 1000 / ours["read"]


def table(a, rounds):
    """One line a work: medians, the ratio to every style and, of the first style, that of every round."""
    styles = a.style.split(",")
    lines = ["| work | unit | ours | " + " | ".join("%s | %s / ours" % (s, s) for s in styles)
             + " | per round, %s | share of L |" % styles[0],
             "|---|---|---|" + "---|---|" * len(styles) + "---|---|"]
    for index, group in enumerate(rounds[0]):
        for name in group["ours"]:
            peer_name = name[:-len(".int8")] if name.endswith(".int8") else name
            if peer_name not in group["peers"][styles[0]]:
                continue
            ours = [r[index]["ours"][name] for r in rounds]
            cells, first = [], None
            for style in styles:
                peer = [r[index]["peers"][style][peer_name][0] for r in rounds]
                ratios = [p / o for o, p in zip(ours, peer)]
                first = first or ratios
                cells.append("%.4g | **%.2f**" % (statistics.median(peer), statistics.median(ratios)))
            shares = [share_of_limit(name, o, r[index]["ours"]) for o, r in zip(ours, rounds)]
            share = "" if shares[0] is None else "%.0f %%" % (100 * statistics.median(shares))
            lines.append("| %s | %s | %.4g | %s | %s | %s |" % (
                name, group["peers"][styles[0]][peer_name][1], statistics.median(ours), " | ".join(cells),
                " ".join("%.2f" % r for r in first), share))
    for name, text in (("read", "GB/s at which Java reads memory with all cores"),
                       ("sgemm", "Gflop/s of a product of two large matrices")):
        limits = [g["ours"][name] for r in rounds for g in r if name in g["ours"]]
        if limits:
            lines += ["", "L, %s, in the same minutes: median %.1f, least %.1f, most %.1f." % (
                text, statistics.median(limits), min(limits), max(limits))]
    return lines


def main():
    a = parse_args()
    groups = WHOLE if a.whole else [dict(cases=a.cases, geometry=a.geometry, batch=a.batch, pos=a.pos,
                                         precision=a.precision)]
    rounds, loads, machine = [], [], {}
    for i in range(a.rounds):
        done = []
        for group in groups:
            with tempfile.TemporaryDirectory() as folder:
                peers = {}
                for style in a.style.split(","):
                    peers[style], machine = run_peer(a, group, style, folder)
                done.append(dict(peers=peers, ours=run_ours(a, group, folder)))
            loads.append(os.getloadavg()[0])
        rounds.append(done)
        print("round %d of %d done, load %.2f" % (i + 1, a.rounds, loads[-1]), file=sys.stderr)
        if i + 1 < a.rounds:
            print("\n".join(table(a, rounds)), file=sys.stderr)
    java = subprocess.run([a.java, "-version"], stderr=subprocess.PIPE, text=True).stderr.splitlines()[0]
    lines = [
        "%s, %d cores, %s; %d threads; medians of %d alternating rounds." % (
            machine.get("cpu"), os.cpu_count(), platform.system(), a.threads, a.rounds),
        "Ours: %s. Peer: torch %s, %s, layout %s. Load averages: %.2f to %.2f." % (
            java, machine.get("torch"), machine.get("blas"), a.layout, min(loads), max(loads)),
        "",
    ] + table(a, rounds)
    print("\n".join(lines))
    if a.out:
        pathlib.Path(a.out).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
