using System.Globalization;
using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>What is wrong with one method of a client: the first error for the body that throws, the rest for who reads diagnostics.</summary>
internal sealed class MethodProblems(INamedTypeSymbol client, IMethodSymbol method, DiagnosticBag diagnostics)
{
    private readonly bool _isOwn = IsSame(method.ContainingType, client);

    /// <summary>Why the method is no prompt; null while nothing was wrong.</summary>
    public string? Error { get; private set; }

    public string MethodName => $"{method.ContainingType.Name}.{method.Name}";

    /// <summary>What an inherited prompt lacks is said where it is declared, if that is a prompt interface of this assembly.</summary>
    private bool IsSaidElsewhere => !_isOwn
        && PromptMethods.IsPromptInterface(method.ContainingType)
        && IsSame(method.ContainingType.ContainingAssembly, client.ContainingAssembly);

    /// <summary>Notes what the compiler itself reports.</summary>
    public void Fail() => Error ??= "The declaration does not compile.";

    public void Report(DiagnosticDescriptor rule, Location location, params string[] arguments) => Report(rule, location, [], arguments);

    public void Report(DiagnosticDescriptor rule, Location location, IEnumerable<Location> additional, params string[] arguments) =>
        Report(rule, location, additional, [], arguments);

    public void Report(DiagnosticDescriptor rule, Location location, IEnumerable<Location> additional, (string Key, string? Value)[] data, string[] arguments) =>
        Add(diagnostics.Create(rule, _isOwn ? location : Location.None, additional, data, arguments), !IsSaidElsewhere);

    /// <summary>Reports what is wrong with a template. What the client's own attributes say of inherited prompts nobody else reports.</summary>
    public void ReportTemplate(DiagnosticDescriptor rule, ISymbol scope, Location location, (string Key, string? Value)[] data, params string[] arguments)
    {
        var isClients = IsSame(scope, client);
        Add(diagnostics.Create(rule, _isOwn || isClients ? location : Location.None, [], data, arguments), isClients || !IsSaidElsewhere);
    }

    /// <summary>Warns of a template, where it is written down here.</summary>
    public void WarnTemplate(DiagnosticDescriptor rule, ISymbol scope, Location location, params string[] arguments)
    {
        if (_isOwn ? IsSame(scope, method) || IsSame(scope, client) : IsSame(scope, client))
            diagnostics.Add(diagnostics.Create(rule, location, [], [], arguments));
    }

    /// <summary>A warning speaks of what is written down here: what is inherited is not for this interface to mend.</summary>
    public void Warn(DiagnosticDescriptor rule, Location location, params string[] arguments)
    {
        if (_isOwn)
            diagnostics.Add(diagnostics.Create(rule, location, [], [], arguments));
    }

    private void Add(Diagnostic diagnostic, bool isReported)
    {
        Error ??= $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
        if (isReported)
            diagnostics.Add(diagnostic);
    }

    private static bool IsSame(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
