using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace PromptGen.Testing;

/// <summary>
/// Kestrel by itself on a free loopback port. A whole web application would read the surrounding program's settings, write to
/// its log and take over its Ctrl+C.
/// </summary>
internal sealed class LoopbackHost : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly RequestDelegate _handle;
    private readonly KestrelServer _server;

    private LoopbackHost(RequestDelegate handle, long maxBodyBytes)
    {
        _handle = handle;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = maxBodyBytes;
        options.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    /// <summary>Where the server listens, for example <c>http://127.0.0.1:40961</c>.</summary>
    public Uri Address => new(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    public static async Task<LoopbackHost> StartAsync(RequestDelegate handle, long maxBodyBytes, CancellationToken cancellationToken)
    {
        var host = new LoopbackHost(handle, maxBodyBytes);
        try
        {
            await host._server.StartAsync(host, cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            host._server.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What still runs then is cut off.
        using var timeout = new CancellationTokenSource(StopTimeout);
        await _server.StopAsync(timeout.Token).ConfigureAwait(false);
        _server.Dispose();
    }

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context) => _handle(context);

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
