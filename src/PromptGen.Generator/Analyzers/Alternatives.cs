using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptGen.Generator.Analyzers;

/// <summary>Takes an expression apart that is one of several.</summary>
internal static class Alternatives
{
    /// <summary>The operands of <c>??</c> and the branches of <c>?:</c> and <c>switch</c>; of everything else, itself.</summary>
    public static IEnumerable<IOperation> Of(IOperation expression) => expression switch
    {
        // What is constant as a whole is one thing.
        { ConstantValue.HasValue: true } => [expression],
        IConversionOperation { Conversion.IsUserDefined: false } conversion => Of(conversion.Operand),
        ICoalesceOperation coalesce => Of(coalesce.Value).Concat(Of(coalesce.WhenNull)),
        IConditionalOperation { WhenFalse: { } whenFalse } conditional => Of(conditional.WhenTrue).Concat(Of(whenFalse)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(static arm => Of(arm.Value)),
        _ => [expression],
    };
}
