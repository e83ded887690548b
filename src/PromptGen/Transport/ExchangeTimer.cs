using System.Runtime.CompilerServices;

namespace PromptGen;

/// <summary>
/// Ends an exchange that takes too long: to its first byte, from one byte to the next, or in all. Its token is the caller's too. Of the
/// limits that hold at a time the one that comes first counts.
/// </summary>
/// <remarks>A timer is used again, by the thread that was done with it last, unless it has ended an exchange.</remarks>
internal sealed class ExchangeTimer : IDisposable
{
    private static readonly ExchangeLimit Nothing = new(Timeout.InfiniteTimeSpan, "");

    [ThreadStatic]
    private static ExchangeTimer? _kept;

    private readonly CancellationTokenSource _source;
    private readonly TimeProvider _time;
    private CancellationTokenRegistration _registration;
    private CancellationToken _caller;
    private long _start;
    private ExchangeLimit _chunk;
    private ExchangeLimit _whole;
    private ExchangeLimit _next = Nothing;
    private ExchangeLimit _current;
    private bool _isFirst;

    private ExchangeTimer(TimeProvider time)
    {
        _time = time;

        // One that is not a linked one: only this kind has a clock of its own.
        _source = new(Timeout.InfiniteTimeSpan, time);
    }

    /// <summary>Begins an exchange.</summary>
    /// <param name="time">What time is.</param>
    /// <param name="whole">How long all of it may take.</param>
    /// <param name="first">How long it may take to the first byte.</param>
    /// <param name="chunk">How long it may take from then on, from one byte to the next.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public static ExchangeTimer Start(TimeProvider time, ExchangeLimit whole, ExchangeLimit first, ExchangeLimit chunk, CancellationToken cancellationToken)
    {
        var timer = _kept is { } kept && kept._time == time ? kept : new(time);
        _kept = null;
        timer.Begin(whole, first, chunk, cancellationToken);
        return timer;
    }

    /// <summary>Ends the exchange: the caller does, or one of the limits.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The limit that ended the exchange; null where none did.</summary>
    public ExchangeLimit? Expired => _source.IsCancellationRequested && !_caller.IsCancellationRequested ? _current : null;

    /// <summary>Another limit for all of it: what is left of it counts.</summary>
    public void Limit(ExchangeLimit whole)
    {
        _whole = whole;
        Set();
    }

    /// <summary>Reads what comes next of the reply's body. Between two reads nothing counts but the limit for all.</summary>
    public ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = body.ReadAsync(buffer, cancellationToken);

        // What is there already is not waited for: most reads of a fast reply cost no timer.
        return read.IsCompleted && !_isFirst ? read : WaitAsync(read);
    }

    public void Dispose()
    {
        _registration.Dispose();
        _caller = default;
        if (_source.TryReset())
            _kept = this;
        else
            _source.Dispose();
    }

    private void Begin(ExchangeLimit whole, ExchangeLimit first, ExchangeLimit chunk, CancellationToken cancellationToken)
    {
        (_whole, _chunk, _caller, _isFirst) = (whole, chunk, cancellationToken, true);
        _start = _time.GetTimestamp();
        _registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        Wait(first);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> WaitAsync(ValueTask<int> read)
    {
        if (!_isFirst)
            Wait(_chunk);
        var count = await read.ConfigureAwait(false);
        _isFirst = false;
        Wait(Nothing);
        return count;
    }

    private void Wait(ExchangeLimit limit)
    {
        _next = limit;
        Set();
    }

    private void Set()
    {
        var left = _whole.IsFinite ? _whole.Limit - _time.GetElapsedTime(_start) : Timeout.InfiniteTimeSpan;
        if (_whole.IsFinite && left < TimeSpan.Zero)
            left = TimeSpan.Zero;
        var (due, limit) = _next.IsFinite && (!_whole.IsFinite || _next.Limit < left) ? (_next.Limit, _next) : (left, _whole);
        _current = limit;
        _source.CancelAfter(due);
    }
}
