using PromptGen;

namespace Wrong.Use;

public static class Transports
{
    public static HttpChatTransport Make(string? key)
    {
        var client = new HttpClient();
        //           ^^^^^^^^^^^^^^^^ PG5002
        return new HttpChatTransport(client, new() { ApiKey = key ?? "0123456789abcdef0123456789abcdef" });
        //                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PG5001
    }
}
