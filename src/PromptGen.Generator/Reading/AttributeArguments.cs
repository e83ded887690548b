using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptGen.Generator.Reading;

/// <summary>Finds the arguments of attributes in the source.</summary>
internal static class AttributeArguments
{
    /// <summary>The value of a named argument; null where the attribute is not in source, or does not have it.</summary>
    public static Location? Locate(AttributeData attribute, string name, CancellationToken cancellationToken) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression.GetLocation();

    /// <summary>The argument of a constructor's parameter: the one with its name, or in its place; null where the attribute is not in source, or does not have it.</summary>
    public static ExpressionSyntax? Find(AttributeData attribute, int parameter, CancellationToken cancellationToken)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax { ArgumentList.Arguments: var arguments })
            return null;
        var name = attribute.AttributeConstructor?.Parameters.ElementAtOrDefault(parameter)?.Name;
        var argument = arguments.FirstOrDefault(argument => argument.NameColon is { } colon && colon.Name.Identifier.ValueText == name)
            ?? arguments.Where(static argument => argument.NameEquals is null && argument.NameColon is null).ElementAtOrDefault(parameter);
        return argument?.Expression;
    }

    /// <summary>Where the attribute stands.</summary>
    public static Location LocationOf(AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? Location.None;
}
