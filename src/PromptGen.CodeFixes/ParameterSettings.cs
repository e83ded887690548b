using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Reading;

namespace PromptGen.CodeFixes;

/// <summary>Finds where a request parameter is set: by an attribute's argument, or in an object initializer.</summary>
internal static class ParameterSettings
{
    /// <summary>The parameter's name and its value where a diagnostic marks that value; null where it marks something else.</summary>
    public static (IdentifierNameSyntax Name, ExpressionSyntax Value)? Find(SyntaxNode root, TextSpan span)
    {
        if (root.FindNode(span, getInnermostNodeForTie: true) is not ExpressionSyntax value || value.Span != span || value.Parent is not { } setting)
            return null;

        // What another declaration sets is marked at the model's name: that is no value to change.
        return NameOf(setting) is { Identifier.ValueText: not SettingsReader.Model } name && name != value ? (name, value) : null;
    }

    /// <summary>The name of what an argument or an assignment sets; null where it sets nothing by a name.</summary>
    public static IdentifierNameSyntax? NameOf(SyntaxNode setting) => setting switch
    {
        AttributeArgumentSyntax { NameEquals.Name: var name } => name,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Parent: InitializerExpressionSyntax } => name,
        _ => null,
    };
}
