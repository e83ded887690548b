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
}
