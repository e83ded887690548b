using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PromptGen.Benchmarks;

/// <summary>
/// Answers every request with the same reply, at once unless told to wait, and without a socket. What a socket would do to client and peers alike is left
/// in: the request is written out, and the reply comes without its length, piece by piece.
/// </summary>
/// <param name="mediaType">The reply's type.</param>
/// <param name="pieces">The reply's body; each piece takes a read of its own.</param>
/// <param name="waits">Whether each read waits, as reads of a connection do, instead of being answered at once.</param>
internal sealed class CannedHandler(string mediaType, IReadOnlyList<byte[]> pieces, bool waits = false) : HttpMessageHandler
{
    private readonly MediaTypeHeaderValue _type = new(mediaType);
    private readonly MemoryStream _lastRequest = new();

    /// <summary>The last request's body.</summary>
    public string LastRequest => Encoding.UTF8.GetString(_lastRequest.GetBuffer().AsSpan(0, (int)_lastRequest.Length));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _lastRequest.SetLength(0);
        await request.Content!.CopyToAsync(_lastRequest, cancellationToken);
        return new(HttpStatusCode.OK) { Content = new CannedContent(_type, pieces, waits), RequestMessage = request };
    }

    private sealed class CannedContent : HttpContent
    {
        private readonly IReadOnlyList<byte[]> _pieces;
        private readonly bool _waits;

        public CannedContent(MediaTypeHeaderValue type, IReadOnlyList<byte[]> pieces, bool waits)
        {
            _pieces = pieces;
            _waits = waits;
            Headers.ContentType = type;
        }

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new CannedBody(_pieces, _waits));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => new CannedBody(_pieces, _waits).CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
