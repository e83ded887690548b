using Microsoft.CodeAnalysis.CSharp;

namespace PromptGen.Generator.Reading;

internal static class Identifiers
{
    /// <summary>A name as source writes it: with an @ where it would be a keyword otherwise.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
