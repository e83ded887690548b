using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptGen.Generator.Reading;

/// <summary>Writes constants as C#.</summary>
internal static class Constants
{
    /// <summary>A parameter's default as an expression; null where the parameter has none that C# could write.</summary>
    public static string? DefaultOf(IParameterSymbol parameter)
    {
        var isNothing = IsWrittenAsNothing(parameter);
        if (!isNothing && !parameter.HasExplicitDefaultValue)
            return null;
        if (isNothing || parameter.ExplicitDefaultValue is not { } value)
            return parameter.Type is { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.Annotated } ? "default!" : "default";
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : parameter.Type;
        if (type.TypeKind == TypeKind.Enum)
            return $"({type.ToQualified()})({Literal(value)})";

        // Attributes can give an object, or a date, a default that no expression is.
        return type.SpecialType is SpecialType.System_Object or SpecialType.System_DateTime or SpecialType.None ? null : Literal(value);
    }

    /// <summary>An attribute's argument as an expression; null where it is null, or not one that compiles.</summary>
    public static string? Write(TypedConstant constant) => constant switch
    {
        { IsNull: true } or { Kind: TypedConstantKind.Error or TypedConstantKind.Type } => null,
        { Kind: TypedConstantKind.Array, Type: IArrayTypeSymbol type } =>
            $"new {type.ElementType.ToQualified()}[] {{ {string.Join(", ", constant.Values.Select(static value => Write(value) ?? "null"))} }}",
        { Kind: TypedConstantKind.Enum, Type: { } type } => $"({type.ToQualified()})({Literal(constant.Value!)})",
        _ => Literal(constant.Value!),
    };

    /// <summary>A constant as an expression of its type.</summary>
    public static string Literal(object value) => value switch
    {
        double number when double.IsNaN(number) || double.IsInfinity(number) => "double." + NotFinite(number),
        float number when float.IsNaN(number) || float.IsInfinity(number) => "float." + NotFinite(number),
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
    };

    /// <summary>Whether the default is <c>null</c> or <c>default</c> as it stands, and no constant: to say so the compiler would bind it, and analyze what may be null.</summary>
    private static bool IsWrittenAsNothing(IParameterSymbol parameter) =>
        parameter is { RefKind: RefKind.None, IsParams: false, DeclaringSyntaxReferences: [var declaration] }
        && declaration.GetSyntax() is ParameterSyntax { Default.Value: LiteralExpressionSyntax literal }
        && literal.Kind() switch
        {
            SyntaxKind.NullLiteralExpression => parameter.Type is { IsReferenceType: true, TypeKind: not TypeKind.Error },
            SyntaxKind.DefaultLiteralExpression => parameter.Type is { IsReferenceType: true, TypeKind: not TypeKind.Error } or { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None },
            _ => false,
        };

    private static string NotFinite(double number) =>
        double.IsNaN(number) ? nameof(double.NaN) : number > 0 ? nameof(double.PositiveInfinity) : nameof(double.NegativeInfinity);
}
