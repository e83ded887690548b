using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes the rest of a class of contracts: a property for each.</summary>
internal static class ContractsEmitter
{
    public static string Emit(ContractsClass contracts)
    {
        var writer = Emitted.NewFile().Line();
        using (writer.Part(contracts.Type))
        {
            for (var i = 0; i < contracts.Contracts.Count; i++)
            {
                var contract = contracts.Contracts[i];
                (i == 0 ? writer : writer.Line())
                    .Line($"/// <summary>The contract of <c>{contract.Name}</c>.</summary>")
                    .Line($"/// <remarks><inheritdoc cref=\"{contract.Contract}\" path=\"/summary/node()\"/></remarks>")
                    .Line(Emitted.GeneratedCode)
                    .Line($"{(contract.IsPublic ? "public" : "internal")} static {Emitted.Runtime}.JsonContract<{contract.Type}> {Identifiers.Escape(contract.Name)} => {contract.Contract}.Instance;");
            }
        }

        return writer.ToString();
    }
}
