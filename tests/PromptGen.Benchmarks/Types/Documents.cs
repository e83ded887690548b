using System.Globalization;
using System.Text;

namespace PromptGen.Benchmarks;

/// <summary>The documents that are read.</summary>
internal static class Documents
{
    private static readonly string[] Notes = ["null", "\"It \\\"sings\\\" when it boils.\"", "\"Très bien – même à 1500 W.\\nNothing else.\""];

    /// <summary>A document of about so many bytes.</summary>
    public static byte[] Make(int bytes)
    {
        var text = new StringBuilder("""{"title":"What people say about our kettles","day":"2026-01-31","entries":[""");
        for (var i = 0; text.Length < bytes - 2; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture,
                $$"""{"product":"Kettle no. {{i}}","mood":"{{(Mood)(i % 3)}}","stars":{{1 + (i % 5)}},"price":{{i % 90}}.95,"confidence":0.{{i % 97}},"isRecommended":{{(i % 2 == 0 ? "true" : "false")}},"note":{{Notes[i % Notes.Length]}},"tags":["kitchen","steel"]}""");
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    /// <summary>A list of entries, as it is on the wire, of about so many bytes.</summary>
    public static string MakeList(int bytes)
    {
        var document = Encoding.UTF8.GetString(Make(bytes));
        return "{\"value\":" + document[(document.IndexOf("\"entries\":", StringComparison.Ordinal) + "\"entries\":".Length)..];
    }
}
