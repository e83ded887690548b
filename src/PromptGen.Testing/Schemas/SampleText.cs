namespace PromptGen.Testing;

/// <summary>Texts that a person can read in a demonstration, chosen by what the member is called.</summary>
internal static class SampleText
{
    private static readonly string[] Qualities = ["sturdy", "light", "quiet", "bright", "soft", "compact", "reliable", "simple", "warm", "clear"];
    private static readonly string[] Things = ["handle", "lid", "screen", "battery", "cable", "strap", "lamp", "kettle", "chair", "button"];
    private static readonly string[] Endings = ["works well every day", "is easy to clean", "feels better than expected", "came in good order", "is worth its price"];
    private static readonly string[] Names = ["Alva", "Juno", "Milo", "Nora", "Otis"];
    private static readonly string[] Cities = ["Bergen", "Lisbon", "Ghent", "Turin", "Osaka"];
    private static readonly string[] Countries = ["Norway", "Portugal", "Belgium", "Italy", "Japan"];

    /// <summary>The formats that a text can have.</summary>
    public static string[] Formats { get; } = ["date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"];

    /// <summary>A text of a format.</summary>
    public static string OfFormat(string format, SampleRandom random) => format switch
    {
        "date-time" => SamplePattern.Sample("^202[0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$", random),
        "date" => SamplePattern.Sample("^202[0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$", random),
        "time" => SamplePattern.Sample("^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$", random),
        "duration" => SamplePattern.Sample("^PT[1-9]H[1-5][0-9]M$", random),
        "email" => For("email", random),
        "hostname" => SamplePattern.Sample("^(www|api|mail)\\.example\\.(com|org|net)$", random),
        "ipv4" => SamplePattern.Sample("^192\\.0\\.2\\.[1-9][0-9]$", random),
        "ipv6" => SamplePattern.Sample("^2001:db8::[1-9][0-9]$", random),
        _ => SamplePattern.Sample("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", random),
    };

    /// <summary>A text that a description asks for, as a model reads it; else one that the member's name asks for.</summary>
    public static string Described(string description, string member, SampleRandom random) =>
        PatternIn(description) is { } pattern ? SamplePattern.Sample(pattern, random)
        : description.Contains("One character", StringComparison.OrdinalIgnoreCase) ? SamplePattern.Sample("^[a-z]$", random)
        : description.Contains("absolute URI", StringComparison.OrdinalIgnoreCase) || description.Contains("a URL that begins with http", StringComparison.OrdinalIgnoreCase) ? For("url", random)
        : description.Contains("base64", StringComparison.OrdinalIgnoreCase) ? SamplePattern.Sample("^[A-Za-z0-9]{8}$", random)
        : For(member, random);

    /// <summary>The pattern that a description asks for, where it is one that can be answered.</summary>
    private static string? PatternIn(string description)
    {
        const string Words = "Matches the regular expression ";
        var start = description.IndexOf(Words, StringComparison.Ordinal) + Words.Length;
        var end = description.LastIndexOf('$') + 1;
        return start >= Words.Length && end > start && SamplePattern.IsKnown(description[start..end]) ? description[start..end] : null;
    }

    /// <summary>A text for the member <paramref name="member"/>, or for an item of it.</summary>
    public static string For(string member, SampleRandom random) => LastWord(member) switch
    {
        "name" => random.Pick(Names),
        "email" => random.Pick(Names).ToLowerInvariant() + "@example.com",
        "url" => "https://example.com/" + random.Pick(Things),
        "city" => random.Pick(Cities),
        "country" => random.Pick(Countries),
        "text" or "summary" or "description" or "comment" or "reason" or "answer" or "verdict" or "explanation" =>
            $"The {random.Pick(Qualities)} {random.Pick(Things)} {random.Pick(Endings)}.",
        _ => $"{random.Pick(Qualities)} {random.Pick(Things)}",
    };

    /// <summary>The word that says what a thing is: <c>name</c> of <c>productName</c>, <c>product_name</c> and <c>NAME</c>.</summary>
    private static string LastWord(string member)
    {
        var start = member.Length;
        while (start > 0 && char.IsLower(member[start - 1]))
            start--;

        // The capital belongs to the word.
        if (start > 0 && char.IsUpper(member[start - 1]))
            start = start == member.Length ? 0 : start - 1;
        return member[start..].ToLowerInvariant();
    }
}
