using System.Globalization;

namespace Batch;

/// <summary>What is sorted: in a real program, lines of a file or rows of a table.</summary>
internal static class Messages
{
    private static readonly string[] Products = ["kettle", "pan", "coffee grinder", "bread knife", "scale"];
    private static readonly string[] Texts =
    [
        "Order {0}: the {1} arrived with a dent, and the box was open.",
        "Order {0}: where is my {1}? It was to be here on Monday.",
        "Does the {1} of order {0} go into the dishwasher?",
        "Order {0}: the best {1} that I ever had!",
    ];

    /// <summary>The message of that number.</summary>
    public static string Get(int id) => string.Format(CultureInfo.InvariantCulture, Texts[id % Texts.Length], 70_000 + id, Products[id % Products.Length]);
}
