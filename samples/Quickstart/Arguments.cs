namespace Quickstart;

/// <summary>What the user asked for on the command line.</summary>
internal sealed record Arguments(string Model, Uri? BaseAddress, bool ShowRequest)
{
    private const string DefaultModel = "google/gemma-3-27b-it";

    public const string Usage = $"""
        Usage: dotnet run --project samples/Quickstart -- [options]

          --model <id>            the model to ask ({DefaultModel})
          --base-address <url>    the server to ask, up to /v1/ (the AI/ML API with AIMLAPI_KEY, a local server without)
          --show-request          print the exact JSON that goes over the wire

        Environment: AIMLAPI_KEY, the key of the server.
        """;

    /// <summary>Reads the command line; null, and what is wrong with it, where it cannot be understood.</summary>
    public static Arguments? Parse(string[] args, out string error)
    {
        var parsed = new Arguments(DefaultModel, null, false);
        error = "";
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
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
                    error = args[i] is "--model" or "--base-address" ? $"{args[i]} needs a value; '{value}' is none." : $"Unknown option '{args[i]}'.";
                    return null;
            }

            i++;
        }

        return parsed;
    }
}
