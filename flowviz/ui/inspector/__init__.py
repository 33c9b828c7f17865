"""The evidence panel: what stands behind the flow or the actor that is selected."""
