namespace Quickstart;

/// <summary>What the user asked for on the command line.</summary>
internal sealed record Arguments(string? Model, Uri? BaseAddress, bool ShowRequest, bool ShowHelp)
{
    public const string Usage = """
        Usage: dotnet run --project samples/Quickstart -- [options]

          --model <id>            the model to ask (google/gemma-3-27b-it)
          --base-address <url>    the server to ask, up to /v1/ (the AI/ML API with AIMLAPI_KEY, a local server without)
          --show-request          print the exact JSON that goes over the wire

        Environment: AIMLAPI_KEY, the key of the server.
        """;

    /// <summary>Reads the command line; null, and what is wrong with it, where it cannot be understood.</summary>
    public static Arguments? Parse(string[] args, out string error)
    {
        var parsed = new Arguments(null, null, false, false);
        error = "";
        for (var i = 0; i < args.Length; i++)
        {
            // What begins like an option is none's value.
            var value = i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[i + 1] : null;
            switch (args[i])
            {
                case "--help" or "-h":
                    parsed = parsed with { ShowHelp = true };
                    continue;
                case "--show-request":
                    parsed = parsed with { ShowRequest = true };
                    continue;
                case "--model" when !string.IsNullOrWhiteSpace(value):
                    parsed = parsed with { Model = value };
                    break;
                case "--base-address" when Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https":
                    parsed = parsed with { BaseAddress = address };
                    break;
                default:
                    error = args[i] switch
                    {
                        "--model" => "--model needs a model's id.",
                        "--base-address" => "--base-address needs an http or https address, for example http://127.0.0.1:8080/v1/.",
                        _ => $"Unknown option '{args[i]}'.",
                    };
                    return null;
            }

            i++;
        }

        return parsed;
    }
}
