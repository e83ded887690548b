using System.Globalization;

namespace Batch;

/// <summary>What the user asked for on the command line.</summary>
internal sealed record Arguments(string Output, int Items, int AtATime, int PerSecond)
{
    public const string Usage = """
        Usage: dotnet run --project samples/Batch -- [options]

          --output <file>       where the results go, a line each; what is there is not done again (batch.jsonl)
          --items <n>           how many messages are sorted (1000)
          --at-a-time <n>       how many calls are in flight (16)
          --per-second <n>      how many calls begin in a second (200)

        Environment: AIMLAPI_KEY, the key of the AI/ML API; without one a local server makes the answers up.
        """;

    /// <summary>Reads the command line; null where it cannot be understood.</summary>
    public static Arguments? Parse(string[] args)
    {
        var parsed = new Arguments("batch.jsonl", 1000, 16, 200);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var isNumber = int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000_000;
            if (args[i] == "--output")
                parsed = parsed with { Output = args[i + 1] };
            else if (args[i] == "--items" && isNumber)
                parsed = parsed with { Items = number };
            else if (args[i] == "--at-a-time" && isNumber)
                parsed = parsed with { AtATime = number };
            else if (args[i] == "--per-second" && isNumber)
                parsed = parsed with { PerSecond = number };
            else
                return null;
        }

        return args.Length % 2 == 0 ? parsed : null;
    }
}
