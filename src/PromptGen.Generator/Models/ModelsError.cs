namespace PromptGen.Models;

/// <summary>What is wrong with a models' file, and where: line and column count from 1, the start from 0.</summary>
internal sealed record ModelsError(int Line, int Column, int Start, int Length, string Message)
{
    public override string ToString() => $"({Line},{Column}): {Message}";
}
