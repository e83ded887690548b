namespace Quickstart;

/// <summary>Prints every request's body as it goes over the wire.</summary>
internal sealed class ShowRequestHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Console.WriteLine($"POST {request.RequestUri!.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}");
        Console.WriteLine(await request.Content!.ReadAsStringAsync(cancellationToken));
        Console.WriteLine();
        return await base.SendAsync(request, cancellationToken);
    }
}
