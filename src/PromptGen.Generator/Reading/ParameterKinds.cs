using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Tells by its type what a parameter of a prompt's method is for.</summary>
internal static class ParameterKinds
{
    public static ParameterKind Of(ITypeSymbol type)
    {
        if (type.Is("System.Threading", "CancellationToken"))
            return ParameterKind.Token;
        if (type.Is(KnownNames.Namespace, KnownNames.ChatParameters))
            return ParameterKind.Parameters;
        if (IsAttachment(type) || IsSequenceOf(type, IsAttachment))
            return ParameterKind.Attachment;
        return IsSequenceOf(type, static item => item.Is(KnownNames.Namespace, KnownNames.PromptMessage)) ? ParameterKind.History : ParameterKind.Argument;
    }

    /// <summary>The part of a message that an attachment is, as the wire has it; null for what is none, or could be any.</summary>
    public static string? ContentPartOf(ITypeSymbol type) =>
        IsOrHolds(type, KnownNames.PromptImage) ? "image_url" : IsOrHolds(type, KnownNames.PromptFile) ? "file" : null;

    private static bool IsOrHolds(ITypeSymbol type, string name) =>
        type.Is(KnownNames.Namespace, name) || IsSequenceOf(type, item => item.Is(KnownNames.Namespace, name));

    private static bool IsAttachment(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Is(KnownNames.Namespace, KnownNames.PromptAttachment))
                return true;
        }

        return false;
    }

    private static bool IsSequenceOf(ITypeSymbol type, Func<ITypeSymbol, bool> isItem) =>
        type.SpecialType != SpecialType.System_String && (IsSequence(type, isItem) || type.AllInterfaces.Any(sequence => IsSequence(sequence, isItem)));

    private static bool IsSequence(ITypeSymbol type, Func<ITypeSymbol, bool> isItem) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T, TypeArguments: [var item] } && isItem(item);
}
