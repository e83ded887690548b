using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using PromptGen.Generator.Reading;

namespace PromptGen.CodeFixes;

/// <summary>The template of an attribute, as it is written.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Text">The argument that is its template.</param>
internal sealed record WrittenTemplate(AttributeSyntax Attribute, ExpressionSyntax Text);

/// <summary>Roles of one declaration, and the prompts that what they say can go into without a change to any other.</summary>
/// <param name="Roles">The roles, in their order.</param>
/// <param name="Prompts">The prompts.</param>
internal sealed record RoleMove(IReadOnlyList<WrittenTemplate> Roles, IReadOnlyList<WrittenTemplate> Prompts)
{
    /// <summary>What can be moved of the roles that are marked in a document.</summary>
    public static async Task<IReadOnlyList<RoleMove>> FindAsync(Document document, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return [];

        // The interfaces' roles go first: as long as they are there, they would go with a method that loses its own.
        var moves = new List<RoleMove>();
        var emptied = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var (declaration, roles) in MarkedBy(diagnostics, root).OrderBy(static marked => marked.Declaration is MethodDeclarationSyntax))
        {
            var symbol = model.GetDeclaredSymbol(declaration, cancellationToken);
            if ((symbol as INamedTypeSymbol ?? symbol?.ContainingType) is not { } type || !await StandsAloneAsync(type, document.Project.Solution, cancellationToken).ConfigureAwait(false))
                continue;
            var own = RolesOf(symbol!);
            var moved = own.Where(role => roles.Contains(MessageReader.RoleOf(role).ToLowerInvariant())).ToList();
            var isEmptied = moved.Count == own.Count;
            if (symbol is IMethodSymbol && isEmptied && RolesOf(type).Count > 0 && !emptied.Contains(type))
                continue;

            var prompts = symbol is IMethodSymbol method ? [method] : PromptMethods.DeclaredBy(type).Where(static prompt => RolesOf(prompt).Count == 0).ToList();
            var from = moved.Select(role => FindTemplate(role, declaration, cancellationToken)).OfType<WrittenTemplate>().ToList();
            var to = prompts.Select(prompt => FindTemplate(prompt.FindAttribute(KnownNames.Prompt), declaration, cancellationToken)).OfType<WrittenTemplate>().ToList();
            if (from.Count == 0 || to.Count == 0 || from.Count != moved.Count || to.Count != prompts.Count || !from.TrueForAll(static role => RoleText.CanBeRemoved(role)))
                continue;
            moves.Add(new(from, to));
            if (isEmptied)
                emptied.Add(symbol!);
        }

        return moves;
    }

    /// <summary>The declarations whose roles are marked, each with the roles that are not taken there.</summary>
    private static IEnumerable<(MemberDeclarationSyntax Declaration, HashSet<string> Roles)> MarkedBy(IEnumerable<Diagnostic> diagnostics, SyntaxNode root) => diagnostics
        .Select(diagnostic => (
            Declaration: root.FindNode(diagnostic.Location.SourceSpan) is AttributeSyntax attribute ? attribute.Parent?.Parent as MemberDeclarationSyntax : null,
            Roles: diagnostic.Properties.TryGetValue(FixData.Roles, out var roles) && roles is not null ? roles.Split(',') : []))
        .Where(static marked => marked.Declaration is not null)
        .GroupBy(static marked => marked.Declaration!, static (declaration, marked) => (declaration, new HashSet<string>(marked.SelectMany(static one => one.Roles), StringComparer.Ordinal)));

    /// <summary>
    /// Whether no other interface has a say in which roles go with these prompts: one that inherits them can have roles of its own
    /// for them, or take these for its own prompts.
    /// </summary>
    private static async Task<bool> StandsAloneAsync(INamedTypeSymbol type, Solution solution, CancellationToken cancellationToken) =>
        type.TypeKind == TypeKind.Interface
        && !type.AllInterfaces.Any(PromptMethods.IsPromptInterface)
        && !(await SymbolFinder.FindDerivedInterfacesAsync(type, solution, transitive: false, cancellationToken: cancellationToken).ConfigureAwait(false)).Any();

    private static List<AttributeData> RolesOf(ISymbol symbol) => [.. symbol.GetAttributes().Where(static attribute => KnownNames.IsRole(attribute.AttributeClass))];

    /// <summary>The template of an attribute that is a part of the declaration; null where it is elsewhere, in a file, or does not compile.</summary>
    private static WrittenTemplate? FindTemplate(AttributeData? attribute, SyntaxNode declaration, CancellationToken cancellationToken) =>
        attribute is { ConstructorArguments: [{ Value: string }] }
        && !attribute.IsBroken()
        && !TemplateFiles.IsUsedBy(attribute)
        && attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax syntax
        && declaration.Contains(syntax)
        && syntax.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null) is { ContainsDiagnostics: false } argument
            ? new(syntax, argument.Expression)
            : null;
}
