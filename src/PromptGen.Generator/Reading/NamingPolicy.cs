using System.Text;

namespace PromptGen.Generator.Reading;

/// <summary>How members are named in documents. The names are those that users choose by.</summary>
internal enum NamingPolicy
{
    CamelCase,
    SnakeCase,
    AsDeclared,
}

internal static class NamingPolicies
{
    public static string NameOf(this NamingPolicy policy, string name) => policy switch
    {
        NamingPolicy.SnakeCase => SnakeCase(name),
        NamingPolicy.AsDeclared => name,
        _ => CamelCase(name),
    };

    /// <summary>As System.Text.Json does it: <c>URLValue</c> becomes <c>urlValue</c>, <c>ID</c> becomes <c>id</c>.</summary>
    private static string CamelCase(string name)
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

    /// <summary>As System.Text.Json does it: <c>URLValue2</c> becomes <c>url_value2</c>.</summary>
    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var isBoundary = i > 0 && char.IsUpper(name[i]) && snake[snake.Length - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (isBoundary)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}
