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
