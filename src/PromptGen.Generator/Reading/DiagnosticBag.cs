using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>What is wrong with one prompt interface: each thing once, at a place that the compilation has.</summary>
internal sealed class DiagnosticBag(INamedTypeSymbol client, Compilation compilation)
{
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    public void Add(Diagnostic diagnostic)
    {
        if (!_diagnostics.Contains(diagnostic))
            _diagnostics.Add(diagnostic);
    }

    /// <summary>
    /// Makes a diagnostic. The compiler refuses one whose place is in another project of the solution, or in no source at all:
    /// that one stands at the client's interface.
    /// </summary>
    public Diagnostic Create(DiagnosticDescriptor rule, Location location, IEnumerable<Location> additional, params string[] arguments) => Diagnostic.Create(
        rule, IsHere(location) ? location : client.LocationOrNone(), additional.Where(IsHere), messageArgs: arguments);

    private bool IsHere(Location location) => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree);
}
