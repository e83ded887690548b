using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>What is wrong with one prompt interface: each thing once, at a place that the compilation has.</summary>
internal sealed class DiagnosticBag(INamedTypeSymbol client, Compilation compilation)
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<(string Id, Location Place, string Message)> _said = [];

    public IReadOnlyList<Diagnostic> All => _diagnostics;

    public void Add(Diagnostic diagnostic)
    {
        // Two that are the same are not equal: what they tell a fix is compared by reference.
        if (_said.Add((diagnostic.Id, diagnostic.Location, diagnostic.GetMessage(CultureInfo.InvariantCulture))))
            _diagnostics.Add(diagnostic);
    }

    /// <summary>
    /// Makes a diagnostic. The compiler refuses one whose place is in another project of the solution, or in no source at all:
    /// that one stands at the client's interface.
    /// </summary>
    public Diagnostic Create(
        DiagnosticDescriptor rule, Location location, IEnumerable<Location> additional, (string Key, string? Value)[] data, params string[] arguments) =>
        Diagnostic.Create(
            rule,
            IsHere(location) ? location : client.LocationOrNone(),
            additional.Where(IsHere),
            data.Where(static entry => entry.Value is not null).ToImmutableDictionary(static entry => entry.Key, static entry => entry.Value),
            messageArgs: arguments);

    /// <summary>Whether a place is one that the compiler takes: in its own source, or in a file beside it.</summary>
    private bool IsHere(Location location) =>
        location.Kind == LocationKind.ExternalFile || (location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree));
}
