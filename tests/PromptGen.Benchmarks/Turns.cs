namespace PromptGen.Benchmarks;

/// <summary>Runs pieces of work in turns, round by round, so that whatever else the machine does falls on all of them.</summary>
internal static class Turns
{
    /// <summary>How long a piece is run for in one turn.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    /// <summary>However short a piece is, and however coarse the clock.</summary>
    private const double MaxRepeats = 1_000_000;

    /// <summary>For each piece of work the median of its processor time in one round over that of the first piece, and the bytes that it allocates.</summary>
    /// <param name="rounds">How often each piece is measured.</param>
    /// <param name="work">The pieces.</param>
    /// <param name="warmUp">
    /// How many rounds are not counted: long enough for the compiler to have tried all that it can. With fewer, large libraries look much slower than they
    /// are; a piece that goes through its code thousands of times needs few.
    /// </param>
    public static IReadOnlyList<(double Time, long Bytes)> Compare(int rounds, IReadOnlyList<Action> work, int warmUp = 200) =>
        [.. CompareTimes(rounds, work, warmUp).Zip(work.Select(Allocated))];

    /// <inheritdoc cref="Compare(int, IReadOnlyList{Action}, int)"/>
    /// <remarks>Without the bytes, for work that is done on many threads.</remarks>
    public static IReadOnlyList<double> CompareTimes(int rounds, IReadOnlyList<Action> work, int warmUp = 200) =>
        Compare(rounds, [.. work.Select(static piece => (Func<int, double>)(repeats => Time(piece, repeats)))], warmUp);

    /// <summary>The same for pieces of work that can be done once: each has something prepared for it every time, which is not counted.</summary>
    public static IReadOnlyList<(double Time, long Bytes)> Compare<T>(int rounds, IReadOnlyList<(Func<T> Prepare, Action<T> Run)> work, int warmUp) =>
        [.. Compare(rounds, [.. work.Select(static piece => (Func<int, double>)(repeats => Time(piece.Prepare, piece.Run, repeats)))], warmUp).Zip(work, static (time, piece) => (time, Allocated(piece.Prepare, piece.Run)))];

    /// <summary>The bytes that a piece of work allocates on the thread that it is run on.</summary>
    public static long Allocated(Action piece)
    {
        const int Repeats = 10;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Repeats; i++)
            piece();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Repeats;
    }

    private static long Allocated<T>(Func<T> prepare, Action<T> run)
    {
        const int Samples = 3;
        return Enumerable.Range(0, Samples).Min(_ =>
        {
            var prepared = prepare();
            var before = GC.GetAllocatedBytesForCurrentThread();
            run(prepared);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }

    /// <summary>The bytes that a piece of work allocates on whatever threads it is run on.</summary>
    public static async Task<long> AllocatedAsync(Func<Task> piece, int warmUp = 200)
    {
        const int Repeats = 50;
        for (var i = 0; i < warmUp; i++)
            await piece();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Repeats; i++)
            await piece();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Repeats;
    }

    public static double Median(IEnumerable<double> samples)
    {
        var sorted = samples.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The processor time of a piece of work, the least of several rounds: what else the machine does only adds to it.</summary>
    public static double LeastTime(Action piece, int rounds) => Enumerable.Range(0, rounds).Min(_ => Time(piece, 1));

    /// <summary>For each piece of work the median of its time in one round over that of the first piece; each is run for about a turn.</summary>
    private static IReadOnlyList<double> Compare(int rounds, IReadOnlyList<Func<int, double>> work, int warmUp)
    {
        var repeats = work.Select(static _ => 1).ToArray();
        var ratios = work.Select(static _ => new List<double>()).ToList();
        for (var round = 0; round < warmUp + rounds; round++)
        {
            var times = new double[work.Count];
            for (var i = 0; i < work.Count; i++)
            {
                times[i] = work[i](repeats[i]) / repeats[i];
                if (round < warmUp)
                    repeats[i] = (int)Math.Clamp(Turn.TotalSeconds / times[i], 1, MaxRepeats);
            }

            for (var i = 0; i < work.Count && round >= warmUp; i++)
                ratios[i].Add(times[i] / times[0]);
        }

        return [.. ratios.Select(Median)];
    }

    private static double Time<T>(Func<T> prepare, Action<T> run, int repeats)
    {
        var prepared = new T[repeats];
        for (var i = 0; i < repeats; i++)
            prepared[i] = prepare();

        // What was left behind by the pieces before, and by the preparation, is not this piece's to clear away.
        GC.Collect();
        var next = 0;
        return Time(() => run(prepared[next++]), repeats);
    }

    private static double Time(Action piece, int repeats)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < repeats; i++)
            piece();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }
}
