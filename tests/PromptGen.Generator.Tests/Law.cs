using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Tests;

/// <summary>
/// What holds for every declaration that compiles by itself: what is emitted compiles, and a prompt has a body that throws, or no
/// client at all, if and only if an error is reported for it: in its own declaration, or on the interface's.
/// </summary>
internal static partial class Law
{
    /// <summary>Checks it; null where the declaration does not compile by itself, otherwise how many errors there are.</summary>
    public static async Task<int?> HoldsAsync(GeneratorRun run)
    {
        Assert.Empty(run.Diagnostics);
        var all = await run.BuildAsync();
        Assert.DoesNotContain(all, static diagnostic => diagnostic.Id == "AD0001");
        if (SerializerGenerator.AddTo(run.Input, run.Input).GetDiagnostics(TestContext.Current.CancellationToken).Any(IsError))
            return null;

        var errors = all.Where(IsError).ToList();
        Assert.DoesNotContain(errors, static error => error.Id.StartsWith("CS", StringComparison.Ordinal));
        Assert.All(ThrowingBody().Matches(run.EmittedText), match => Assert.Contains(errors, error => error.Id == match.Groups["id"].Value));
        var types = InterfacesOf(run).ToList();
        foreach (var type in types)
            CheckPrompts(type, errors, run.Input);

        // What is on an interface is about its prompts, or about those that inherit it.
        foreach (var type in types.Where(type => ThrowingIn(type, run.Input) is not null))
        {
            var about = types.Where(heir => SymbolEqualityComparer.Default.Equals(heir, type) || heir.AllInterfaces.Contains(type, SymbolEqualityComparer.Default));
            Assert.True(
                errors.Find(error => IsOn(error, type)) is not { } error || about.Any(heir => ThrowingIn(heir, run.Input) is not { Count: 0 }),
                $"No prompt of '{type}' throws, and an error is reported on it.");
        }

        return errors.Count;
    }

    private static void CheckPrompts(INamedTypeSymbol type, List<Diagnostic> errors, Compilation input)
    {
        if (ThrowingIn(type, input) is not { } throwing)
        {
            Assert.True(errors.Exists(error => type.AllInterfaces.Add(type).Any(declaring => IsIn(error, declaring))), $"'{type}' has no client, and no error is reported.");
            return;
        }

        foreach (var prompt in PromptMethods.ImplementedBy(type))
        {
            var own = errors.Where(error => IsIn(error, prompt)).ToList();
            if (throwing.Contains(prompt))
                Assert.True(own.Count > 0 || errors.Exists(error => IsInherited(error, type, prompt)), $"'{prompt}' throws, and no error is reported.");
            else if (SymbolEqualityComparer.Default.Equals(prompt.ContainingType, type))
                Assert.True(own.Count == 0, $"'{prompt}' does not throw, and {own.FirstOrDefault()} is reported.");
        }
    }

    /// <summary>Whether an error is about what a prompt takes from around it: roles and parameters of the interfaces, templates in files.</summary>
    private static bool IsInherited(Diagnostic error, INamedTypeSymbol type, IMethodSymbol prompt) => error.Location.Kind == LocationKind.ExternalFile
        || SettingsReader.Scopes(type, prompt.ContainingType).Any(scope => IsOn(error, scope));

    /// <summary>The prompts of the client that throw; null where no client was added.</summary>
    private static HashSet<ISymbol>? ThrowingIn(INamedTypeSymbol type, Compilation input) => type.GetTypeMembers(KnownNames.Client)
        .FirstOrDefault(client => !client.DeclaringSyntaxReferences.Any(reference => input.ContainsSyntaxTree(reference.SyntaxTree)))?
        .GetMembers().OfType<IMethodSymbol>()
        .Where(Throws)
        .Select(static method => method.ExplicitInterfaceImplementations[0])
        .ToHashSet<ISymbol>(SymbolEqualityComparer.Default);

    private static IEnumerable<INamedTypeSymbol> InterfacesOf(GeneratorRun run) => run.Input.SyntaxTrees
        .SelectMany(tree => tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InterfaceDeclarationSyntax>()
            .Select(declaration => run.Output.GetSemanticModel(tree).GetDeclaredSymbol(declaration, TestContext.Current.CancellationToken)!))
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
        .Where(PromptMethods.IsPromptInterface);

    /// <summary>Whether an error is in a type's declaration, and in none of its members.</summary>
    private static bool IsOn(Diagnostic error, INamedTypeSymbol type) => IsIn(error, type) && !type.GetMembers().Any(member => IsIn(error, member));

    private static bool IsIn(Diagnostic error, ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference =>
        reference.SyntaxTree == error.Location.SourceTree && reference.Span.Contains(error.Location.SourceSpan));

    private static bool Throws(IMethodSymbol method) => method.DeclaringSyntaxReferences is [{ } reference]
        && reference.GetSyntax(TestContext.Current.CancellationToken) is MethodDeclarationSyntax { Body.Statements: [ThrowStatementSyntax] };

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    [GeneratedRegex("""throw new global::System.NotSupportedException\("(?<id>[A-Z0-9]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex ThrowingBody();
}
