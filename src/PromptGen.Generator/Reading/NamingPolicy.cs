namespace PromptGen.Generator.Reading;

/// <summary>The names of members in JSON.</summary>
internal static class NamingPolicy
{
    /// <summary>As System.Text.Json does it: <c>URLValue</c> becomes <c>urlValue</c>, <c>ID</c> becomes <c>id</c>.</summary>
    public static string CamelCase(string name)
    {
        var characters = name.ToCharArray();
        for (var i = 0; i < characters.Length && char.IsUpper(characters[i]); i++)
        {
            if (i > 0 && i + 1 < characters.Length && !char.IsUpper(characters[i + 1]))
                break;
            characters[i] = char.ToLowerInvariant(characters[i]);
        }

        return new(characters);
    }
}
