using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptGen.Generator.Analyzers;

/// <summary>
/// Finds out what an expression is at compile time: a constant, also one on its way to a nullable type, or a static readonly field
/// that is initialized with such a value in this compilation's source.
/// </summary>
internal sealed class ConstantReader(Compilation compilation, CancellationToken cancellationToken)
{
    /// <summary>Fields that are initialized with fields; more than a few are a circle.</summary>
    private const int MaxDepth = 8;

    /// <summary>The value, null included; false where it is not known.</summary>
    public bool TryRead(IOperation operation, out object? value) => TryRead(operation, MaxDepth, out value);

    /// <summary>How many texts a list has, and whether one of them is empty; null where its length is not known.</summary>
    public (int Count, bool HasEmpty)? ReadTexts(IOperation operation) => ReadTexts(operation, MaxDepth);

    private bool TryRead(IOperation operation, int depth, out object? value)
    {
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            value = constant.Value;
            return true;
        }

        value = null;
        return depth > 0 && operation switch
        {
            IConversionOperation { Conversion.IsUserDefined: false, Type: { } type } conversion =>
                TryRead(conversion.Operand, depth, out var operand) && TryConvert(operand, type, out value),
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } =>
                InitializerOf(field) is { } initializer && TryRead(initializer, depth - 1, out value),
            IDefaultValueOperation { Type: { } type } => type.IsReferenceType || UnderlyingType(type) is not null,
            _ => false,
        };
    }

    private (int Count, bool HasEmpty)? ReadTexts(IOperation operation, int depth) => operation switch
    {
        _ when depth == 0 => null,
        IConversionOperation { Conversion.IsUserDefined: false } conversion => ReadTexts(conversion.Operand, depth),
        IArrayCreationOperation { Initializer.ElementValues: var elements } => (elements.Length, elements.Any(IsEmpty)),
        ICollectionExpressionOperation { Elements: var elements } when !elements.Any(static element => element is ISpreadOperation) =>
            (elements.Length, elements.Any(IsEmpty)),
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } => InitializerOf(field) is { } initializer ? ReadTexts(initializer, depth - 1) : null,
        _ => null,
    };

    private bool IsEmpty(IOperation text) => TryRead(text, out var value) && value is "";

    private IOperation? InitializerOf(IFieldSymbol field)
    {
        if (field.DeclaringSyntaxReferences is not [var reference]
            || !compilation.ContainsSyntaxTree(reference.SyntaxTree)
            || reference.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer: { } initializer }
            || IsNamedInStaticConstructor(field))
            return null;

        // The field may be in another file. That is rare, and nobody else has a model of that one.
#pragma warning disable RS1030
        return compilation.GetSemanticModel(reference.SyntaxTree).GetOperation(initializer, cancellationToken) is IFieldInitializerOperation { Value: var value } ? value : null;
#pragma warning restore RS1030
    }

    /// <summary>A static constructor may give the field another value.</summary>
    private bool IsNamedInStaticConstructor(IFieldSymbol field) => field.ContainingType.StaticConstructors
        .SelectMany(static constructor => constructor.DeclaringSyntaxReferences)
        .Any(reference => reference.GetSyntax(cancellationToken).DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == field.Name));

    private static ITypeSymbol? UnderlyingType(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } ? underlying : null;

    private static bool TryConvert(object? value, ITypeSymbol type, out object? converted)
    {
        var target = (UnderlyingType(type) ?? type).SpecialType;
        converted = value is null ? null : target switch
        {
            SpecialType.System_Double => ToDouble(value),
            SpecialType.System_Single => (float?)ToDouble(value),
            SpecialType.System_SByte => ToInteger(value, sbyte.MinValue, sbyte.MaxValue),
            SpecialType.System_Byte => ToInteger(value, byte.MinValue, byte.MaxValue),
            SpecialType.System_Int16 => ToInteger(value, short.MinValue, short.MaxValue),
            SpecialType.System_UInt16 or SpecialType.System_Char => ToInteger(value, ushort.MinValue, ushort.MaxValue),
            SpecialType.System_Int32 => ToInteger(value, int.MinValue, int.MaxValue),
            SpecialType.System_UInt32 => ToInteger(value, uint.MinValue, uint.MaxValue),
            SpecialType.System_Int64 => ToInteger(value, long.MinValue, long.MaxValue),
            SpecialType.System_Boolean or SpecialType.System_String or SpecialType.System_Decimal or SpecialType.None => value,
            _ => null,
        };
        return value is null || converted is not null;
    }

    private static double? ToDouble(object value) => value switch
    {
        double number => number,
        float number => number,
        decimal number => (double)number,
        ulong number => number,
        _ => ToInt64(value),
    };

    private static long? ToInteger(object value, long minimum, long maximum) =>
        ToInt64(value) is { } integer && integer >= minimum && integer <= maximum ? integer : null;

    /// <summary>As a cast does it: towards zero. What does not fit has no value that one could rely on.</summary>
    private static long? ToInt64(object value) => value switch
    {
        double and > -9.2e18 and < 9.2e18 and var number => (long)number,
        float and > -9.2e18f and < 9.2e18f and var number => (long)number,
        decimal and > -9.2e18m and < 9.2e18m and var number => (long)number,
        ulong and <= long.MaxValue and var number => (long)number,
        char number => number,
        int or long or uint or short or ushort or sbyte or byte => ((IConvertible)value).ToInt64(null),
        _ => null,
    };
}
