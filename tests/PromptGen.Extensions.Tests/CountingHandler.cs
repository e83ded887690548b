namespace PromptGen.Extensions.Tests;

/// <summary>A handler that counts what it sends on.</summary>
internal sealed class CountingHandler : DelegatingHandler
{
    private readonly SemaphoreSlim _sending = new(0);
    private int _count;

    public int Count => _count;

    /// <summary>Waits for a request that was not waited for yet.</summary>
    public Task SendingAsync(CancellationToken cancellationToken) => _sending.WaitAsync(cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        _sending.Release();
        return base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _sending.Dispose();
        base.Dispose(disposing);
    }
}
