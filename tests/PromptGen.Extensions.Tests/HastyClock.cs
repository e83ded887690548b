using Microsoft.Extensions.Time.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>A clock that a test sets, and by which short waits are over at once: what is waited for between two attempts, never the limit of one.</summary>
/// <param name="patience">What is no short wait any more.</param>
internal sealed class HastyClock(TimeSpan patience) : FakeTimeProvider
{
    private readonly List<TimeSpan> _waits = [];

    /// <summary>The waits that were over at once.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
                return [.. _waits];
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime >= patience)
            return base.CreateTimer(callback, state, dueTime, period);
        lock (_waits)
            _waits.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
