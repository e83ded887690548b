using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PromptGen.Benchmarks;

/// <summary>
/// Answers every request with the same reply, at once and without a socket. What a socket would do to client and peers alike is left
/// in: the request is written out, and the reply comes without its length, piece by piece.
/// </summary>
/// <param name="mediaType">The reply's type.</param>
/// <param name="pieces">The reply's body; each piece takes a read of its own.</param>
internal sealed class CannedHandler(string mediaType, IReadOnlyList<byte[]> pieces) : HttpMessageHandler
{
    private readonly MediaTypeHeaderValue _type = new(mediaType);
    private readonly MemoryStream _lastRequest = new();

    /// <summary>The last request's body.</summary>
    public string LastRequest => Encoding.UTF8.GetString(_lastRequest.GetBuffer().AsSpan(0, (int)_lastRequest.Length));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _lastRequest.SetLength(0);
        await request.Content!.CopyToAsync(_lastRequest, cancellationToken);
        return new(HttpStatusCode.OK) { Content = new CannedContent(_type, pieces), RequestMessage = request };
    }

    private sealed class CannedContent : HttpContent
    {
        private readonly IReadOnlyList<byte[]> _pieces;

        public CannedContent(MediaTypeHeaderValue type, IReadOnlyList<byte[]> pieces)
        {
            _pieces = pieces;
            Headers.ContentType = type;
        }

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new CannedBody(_pieces));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => new CannedBody(_pieces).CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
