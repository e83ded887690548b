namespace PromptGen.Generator.Reading;

/// <summary>Names the methods of the class of requests: as the prompts, without Async, and no two alike.</summary>
internal static class RequestNames
{
    private const string Suffix = "Async";

    public static IEnumerable<PromptMethod> Assign(IReadOnlyList<PromptMethod> methods)
    {
        // A name that is written like that comes before one that has lost its suffix.
        var names = new Dictionary<PromptMethod, string>(ReferenceComparer.Instance);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in methods.Where(static method => method.Call is not null).OrderBy(static method => HasSuffix(method.Name)))
        {
            names.Add(method, Candidates(method.Name).First(name =>
                name != KnownNames.Requests && taken.Add($"{name}({string.Join(",", method.Parameters.Where(static p => !p.IsToken).Select(static p => p.Type.Replace("?", "")))})")));
        }

        return methods.Select(method => method.Call is { } call ? method with { Call = call with { RequestName = Identifiers.Escape(names[method]) } } : method);
    }

    private static bool HasSuffix(string name) => name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal);

    private static IEnumerable<string> Candidates(string escapedName)
    {
        var name = escapedName.TrimStart('@');
        if (HasSuffix(name))
            yield return name.Substring(0, name.Length - Suffix.Length);
        yield return name;
        for (var i = 2; ; i++)
            yield return name + i;
    }

    private sealed class ReferenceComparer : IEqualityComparer<PromptMethod>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(PromptMethod? x, PromptMethod? y) => ReferenceEquals(x, y);

        public int GetHashCode(PromptMethod method) => method.Name.GetHashCode();
    }
}
